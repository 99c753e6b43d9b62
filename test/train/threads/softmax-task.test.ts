import { expect, it } from 'vitest';
import { normal, seededRandom } from '../../../src/core/numbers/random.js';
import { doSoftmaxTask, type SoftmaxShared, softmaxBlocks } from '../../../src/train/threads/softmax-task.js';

const [QUERIES, RIVALS, DIMENSIONS] = [6, 1500, 12];

/** A batch against all items of a catalogue; the last query's target is none of them. */
function batch(): SoftmaxShared {
  const random = seededRandom(2);
  const drawn = (length: number): Float32Array => Float32Array.from({ length }, () => normal(random));
  const { blocks, width } = softmaxBlocks(RIVALS);
  return {
    dimensions: DIMENSIONS,
    rows: drawn(RIVALS * DIMENSIONS),
    queries: drawn(QUERIES * DIMENSIONS),
    bounds: drawn(QUERIES),
    targets: Int32Array.of(0, 3, 700, 1499, 5, -1),
    factors: drawn(QUERIES).map(Math.abs),
    rivals: Uint32Array.from({ length: RIVALS }, (_, row) => RIVALS - 1 - row),
    less: drawn(RIVALS).map((value) => 0.1 * value),
    width,
    totals: new Float32Array(blocks * QUERIES),
    ahead: new Uint32Array(blocks * QUERIES),
    byQueries: new Float32Array(blocks * QUERIES * DIMENSIONS),
    byRivals: new Float32Array(RIVALS * DIMENSIONS),
  };
}

/** Does all three works on as many threads as there are copies of what they share. */
function done(threads: number): SoftmaxShared {
  const shared = batch();
  const { blocks } = softmaxBlocks(RIVALS);
  const copies = Array.from({ length: threads }, () => ({ ...shared }));
  for (const work of ['sum', 'learn', 'rank'] as const) {
    for (const [thread, copy] of copies.entries()) {
      const [from, to] = [thread, thread + 1].map((edge) => Math.round((edge * blocks) / threads));
      doSoftmaxTask(copy, { work, from, to, queries: QUERIES, rivals: RIVALS });
    }
  }
  return shared;
}

it('gives the same bits on any number of threads', () => {
  const one = done(1);
  for (const threads of [2, 3, 4]) expect(done(threads)).toEqual(one);
});

it('sums exponentials, rows by them, queries by them, and who is ahead, each without the target itself', () => {
  const { rows, queries, bounds, targets, factors, rivals, less, totals, ahead, byQueries, byRivals } = done(2);
  const { blocks } = softmaxBlocks(RIVALS);
  const overBlocks = (values: ArrayLike<number>, at: number, stride: number): number =>
    Array.from({ length: blocks }, (_, block) => values[block * stride + at]).reduce((sum, value) => sum + value, 0);
  const dot = (query: number, row: number): number =>
    Array.from({ length: DIMENSIONS }, (_, k) => queries[query * DIMENSIONS + k] * rows[row * DIMENSIONS + k]).reduce(
      (sum, value) => sum + value,
      0,
    );
  const byColumn = new Float64Array(DIMENSIONS);
  for (let query = 0; query < QUERIES; query++) {
    let [total, before, byFirst] = [0, 0, 0];
    for (const [column, row] of rivals.entries()) {
      if (column === targets[query]) continue;
      const score = dot(query, row);
      const exponential = Math.exp(score - less[column] - bounds[query]);
      total += exponential;
      byFirst += exponential * rows[row * DIMENSIONS];
      if (score > bounds[query]) before++;
      if (column === 700)
        for (let k = 0; k < DIMENSIONS; k++) byColumn[k] += exponential * factors[query] * queries[query * DIMENSIONS + k];
    }
    expect(overBlocks(totals, query, QUERIES) / total).toBeCloseTo(1, 4);
    expect(overBlocks(byQueries, query * DIMENSIONS, QUERIES * DIMENSIONS) / byFirst).toBeCloseTo(1, 3);
    expect(overBlocks(ahead, query, QUERIES)).toBe(before);
  }
  for (let k = 0; k < DIMENSIONS; k++) expect(byRivals[700 * DIMENSIONS + k] / byColumn[k]).toBeCloseTo(1, 3);
});
