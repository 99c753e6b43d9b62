import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { assembleWasm, WASM_TEXTS } from '../../scripts/assemble-wasm.mjs';
import { scoreItem } from '../../src/score/settle/score-item.js';
import { compileScoreRows } from '../../src/score/wasm/score-rows.js';
import { createWasmFinder } from '../../src/score/wasm/wasm-finder.js';
import { createWasmScorer } from '../../src/score/wasm/wasm-scorer.js';
import type { Query } from '../../src/types/scoring/query.js';
import type { ScorerRows } from '../../src/types/scoring/scorer.js';
import { describeScorer } from '../conformance/scorer.js';
import { expectSame, makeMask, makeQuery, makeRows, naiveTopK } from '../conformance/scorer-problem.js';
import { answered } from './count-answers.js';

// Runs before the imports do, so it fetches the fixture itself.
vi.mock(import('../../src/score/settle/js-scorer.js'), async (original) =>
  (await import('./count-answers.js')).countAnswers(await original()),
);

afterEach(() => {
  vi.unstubAllGlobals();
});

const nothing = (items: number): Uint32Array => makeMask(items, () => false);

describeScorer('wasm', createWasmScorer);

describe('the WebAssembly that ships', () => {
  it.each(WASM_TEXTS)('was assembled from $folder/$name.wat', async (text) => {
    expect(readFileSync(`${text.folder}/${text.name}-binary.ts`, 'utf8')).toBe(await assembleWasm(text));
  });
});

describe('wasm scorer', () => {
  const rows = makeRows({ items: 1000, dimensions: 64 });
  const query = makeQuery(rows, 0.01);

  it('reports its memory, and frees it', async () => {
    const scorer = await createWasmScorer(rows);
    expect(scorer.memory.gpu).toBe(0);
    expect(scorer.memory.heap).toBeGreaterThan(rows.rows.byteLength);
    expect(scorer.memory.heap % 65_536).toBe(0);
    scorer.dispose();
    expect(scorer.memory.heap).toBe(0);
    await expect(scorer.score(query, 20, nothing(1000))).rejects.toMatchObject({ code: 'scorer-failed' });
  });

  it('reads rows at any byte offset', async () => {
    const bytes = new Int8Array(rows.rows.length + 3);
    bytes.set(rows.rows, 3);
    const scorer = await createWasmScorer({ ...rows, rows: bytes.subarray(3) });
    expectSame(await scorer.score(query, 20, nothing(1000)), naiveTopK(rows, query, 20, nothing(1000)), 'unaligned');
  });

  it('answers counts beyond the catalogue', async () => {
    const scorer = await createWasmScorer(rows);
    expectSame(await scorer.score(query, 5000, nothing(1000)), naiveTopK(rows, query, 5000, nothing(1000)), 'count 5000');
  });

  it.each<[string, object | undefined, string]>([
    ['there is no WebAssembly', undefined, 'no WebAssembly'],
    ['it has no SIMD', { ...WebAssembly, validate: () => false }, 'no SIMD'],
    ['the policy forbids it', refusing('compile', new WebAssembly.CompileError('disallowed by embedder')), "'wasm-unsafe-eval'"],
    ['there is no memory', refusing('Memory', new RangeError('could not allocate memory')), 'MiB of WebAssembly memory'],
  ])('throws where %s', async (_, stub, message) => {
    vi.stubGlobal('WebAssembly', stub);
    await expect(createWasmScorer(rows)).rejects.toMatchObject({ code: 'scorer-failed', message: expect.stringContaining(message) });
  });
});

describe('answers of the wasm scorer', () => {
  it('come from WebAssembly for ordinary queries: fewer than one in a hundred from JavaScript', { timeout: 60_000 }, async () => {
    let questions = 0;
    let byJavaScript = 0;
    for (const items of [10_000, 100_000]) {
      const scorer = await createWasmScorer(makeRows({ items, dimensions: 64 }));
      answered.byJavaScript = 0;
      for (const count of [20, 100, 1000]) {
        const queries = Array.from({ length: 100 }, (_, seed) => makeQuery(makeRows({ items: 0, dimensions: 64 }), 0, seed));
        await scorer.scoreBatch(queries, count, nothing(items));
        questions += queries.length;
      }
      byJavaScript += answered.byJavaScript;
    }
    expect(byJavaScript).toBeLessThan(questions / 100);
  });
});

describe('the candidates of WebAssembly', () => {
  it('are scored within the bound, for any numbers', async () => {
    const module = await compileScoreRows();
    await fc.assert(
      fc.asyncProperty(anyQuestion(), async ({ rows, query }) => {
        const finder = await createWasmFinder(rows, module);
        const bound = finder.errorBound(query);
        if (bound === Number.POSITIVE_INFINITY) return;
        const [found] = await finder.find([{ ...query, excluded: nothing(rows.items) }], rows.items);
        expect(found.items).toHaveLength(rows.items);
        found.items.forEach((item, place) => {
          expect(Math.abs(found.scores[place] - scoreItem(rows, query, item))).toBeLessThanOrEqual(bound);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('are exact at the limits of 16 bits and 512 columns', async () => {
    for (const [value, other] of [
      [-128, 1],
      [-128, -1],
      [127, 1],
    ]) {
      const rows = makeRows({ items: 20, dimensions: 512 });
      rows.rows.fill(value);
      const query = { ...makeQuery(rows), vector: new Float32Array(512).fill(other), biasWeight: 0 };
      const finder = await createWasmFinder(rows, await compileScoreRows());
      const [{ items, scores }] = await finder.find([{ ...query, excluded: nothing(20) }], 20);
      items.forEach((item, place) => {
        expect(scores[place] / scoreItem(rows, query, item)).toBeCloseTo(1, 6);
      });
    }
  });

  it('are refused if float32 cannot represent the query', async () => {
    const rows = makeRows({ items: 64, dimensions: 8 });
    const finder = await createWasmFinder(rows, await compileScoreRows());
    const query = makeQuery(rows);
    const boundOf = (vector: Float32Array, biasWeight = 0.3): number => finder.errorBound({ ...query, vector, biasWeight });
    expect(boundOf(new Float32Array(8), 0)).toBe(0);
    expect(boundOf(query.vector)).toBeLessThan(0.001);
    expect(boundOf(query.vector, 1e300)).toBe(Number.POSITIVE_INFINITY);
    expect(boundOf(query.vector, Number.NaN)).toBe(Number.POSITIVE_INFINITY);
    expect(boundOf(new Float32Array(8).fill(1e38))).toBe(Number.POSITIVE_INFINITY);
    expect(boundOf(new Float32Array(8).fill(1e-42))).toBe(Number.POSITIVE_INFINITY);
    expect(boundOf(new Float32Array(8).fill(Number.NaN))).toBe(Number.POSITIVE_INFINITY);
    expect(boundOf(new Float32Array(4))).toBe(Number.POSITIVE_INFINITY);
  });
});

/** WebAssembly with one member that throws. */
function refusing(part: 'compile' | 'Memory', error: Error): object {
  // A class, since one of the two is called with `new`.
  const throwing = class {
    constructor() {
      throw error;
    }
  };
  const compile = part === 'compile' ? () => Promise.reject(error) : WebAssembly.compile.bind(WebAssembly);
  const { Memory, instantiate, validate } = WebAssembly;
  return { compile, instantiate: instantiate.bind(WebAssembly), validate, Memory: part === 'Memory' ? throwing : Memory };
}

/** Rows and a query of any size and any range of magnitudes. */
function anyQuestion(): fc.Arbitrary<{ rows: ScorerRows; query: Query }> {
  const shape = fc.record({ items: fc.integer({ min: 1, max: 40 }), words: fc.integer({ min: 1, max: 20 }) });
  const real = fc.float({ noNaN: true, noDefaultInfinity: true });
  return shape.chain(({ items, words }) => {
    const dimensions = 4 * words;
    const some = (value: fc.Arbitrary<number>, size: number) => fc.array(value, { minLength: size, maxLength: size, size: 'max' });
    return fc
      .record({
        bytes: some(fc.integer({ min: -128, max: 127 }), items * dimensions),
        scales: some(fc.oneof(fc.float({ min: 0, max: 1, noNaN: true }), real), items),
        bias: some(fc.oneof(fc.float({ min: -4, max: 4, noNaN: true }), real), items),
        vector: some(fc.oneof({ weight: 5, arbitrary: fc.float({ min: -4, max: 4, noNaN: true }) }, real), dimensions),
        biasWeight: fc.oneof(fc.double({ min: -2, max: 2, noNaN: true }), fc.double()),
      })
      .map(({ bytes, scales, bias, vector, biasWeight }) => ({
        rows: { items, dimensions, rows: Int8Array.from(bytes), scales: Float32Array.from(scales), bias: Float32Array.from(bias) },
        query: { vector: Float32Array.from(vector), biasWeight, additions: { items: new Uint32Array(0), values: new Float32Array(0) } },
      }));
  });
}
