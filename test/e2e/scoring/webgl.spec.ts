import { expect, type Page } from '@playwright/test';
import type { WebGlScorer } from '../../../src/score/webgl/tfjs-webgl-scorer.js';
import type { Conformance } from '../../conformance/browser.js';
import { SCORER_CASES } from '../../conformance/scorer-cases.js';
import { test } from '../tools/conformance-page.js';

declare global {
  /** Every opened context, recorded by `watchContexts`. */
  var contexts: WebGL2RenderingContext[];
  var conformance: Conformance;
  var scorer: WebGlScorer;
}

test.beforeEach(async ({ page, address }) => {
  await page.addInitScript(() => {
    globalThis.contexts = [];
    const { getContext } = OffscreenCanvas.prototype;
    OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...parameters: unknown[]) {
      const context = Reflect.apply(getContext, this, parameters);
      if (context !== null) contexts.push(context);
      return context;
    } as typeof getContext;
  });
  await page.goto(address);
  await page.waitForFunction(() => globalThis.conformance !== undefined);
});

/** The page computes as the worker does: cases that only repeat others at a larger size are skipped there. */
const SMALL = SCORER_CASES.map(({ name }) => name).filter((name) => !/^(100000|300000) items of/.test(name));

for (const [where, names] of [
  ['worker', SCORER_CASES.map(({ name }) => name)],
  ['page', SMALL],
] as const) {
  test(`webgl gives the exact answers, ${where}`, async ({ page }) => {
    test.setTimeout(240_000);
    const outcome = await page.evaluate(([place, chosen]) => conformance.run('webgl', place, chosen), [where, names] as const);
    expect(outcome.absent).toBeNull();
    expect(outcome.results.filter(({ failure }) => failure !== null)).toEqual([]);
    expect(outcome.results.length).toBe(names.length);
  });
}

test('webgl spreads rows over several textures, and takes four queries at once', async ({ page }) => {
  const outcome = await page.evaluate(async () => {
    const { makeRows, makeQuery, makeMask, naiveTopK, expectSame } = conformance.problem;
    const rows = makeRows({ items: 10_000, dimensions: 64 });
    const mask = makeMask(rows.items, (item) => item % 10 === 0);
    // Textures of 256 by 256 have room for 4096 rows.
    const scorer = await conformance.openWebGl(rows, { textureSize: 256 });
    const [context] = contexts;
    let draws = 0;
    const { drawElements } = context;
    context.drawElements = (...parameters) => {
      draws++;
      drawElements.apply(context, parameters);
    };
    const queries = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((seed) => makeQuery(rows, 0.01, seed));
    expectSame(await scorer.score(queries[0], 1000, mask), naiveTopK(rows, queries[0], 1000, mask), 'one query');
    const drawsForOne = draws;
    const answers = await scorer.scoreBatch(queries, 100, mask);
    answers.forEach((answer, place) => {
      expectSame(answer, naiveTopK(rows, queries[place], 100, mask), `query ${place}`);
    });
    const { memory, software } = scorer;
    scorer.dispose();
    return { drawsForOne, drawsForNine: draws - drawsForOne, memory, software, after: scorer.memory.gpu };
  });
  // A byte for each of 64 numbers and two floats, for two parts of 4096 rows and one of 2048: 1808 rows, rounded up.
  expect(outcome.memory.gpu).toBe((4096 + 4096 + 2048) * (64 + 8));
  expect(outcome).toMatchObject({ drawsForOne: 3, drawsForNine: 9, software: true, after: 0 });
});

/** Opens a scorer, applies a fault to its context or before it, scores, and returns the outcome. */
async function askAfter(page: Page, fault: string): Promise<{ code: unknown; message: string } | string> {
  return page.evaluate(async (named) => {
    const { makeRows, makeQuery, makeMask } = conformance.problem;
    const rows = makeRows({ items: 10_000, dimensions: 64 });
    const nothing = makeMask(rows.items, () => false);
    const lose = (): void => contexts[0].getExtension('WEBGL_lose_context')?.loseContext();
    try {
      if (named === 'no WebGL2') OffscreenCanvas.prototype.getContext = HTMLCanvasElement.prototype.getContext = () => null;
      if (named === 'no 32-bit floats') WebGL2RenderingContext.prototype.getExtension = () => null;
      const scorer = await conformance.openWebGl(rows);
      const read = (value: number) => (_target: number, _offset: number, numbers: ArrayBufferView) =>
        void (numbers as Float32Array).fill(value).fill(0, -1).fill(0, 0, 1);
      if (named === 'nothing') contexts[0].getBufferSubData = () => {};
      if (named === 'zeros') contexts[0].getBufferSubData = read(0);
      if (named === 'some not numbers') contexts[0].getBufferSubData = read(Number.NaN);
      if (named === 'lost before') lose();
      const asked = [scorer.score(makeQuery(rows), 20, nothing), scorer.scoreBatch([makeQuery(rows), makeQuery(rows)], 20, nothing)];
      if (named === 'lost between') lose();
      if (named === 'disposed between') scorer.dispose();
      const outcomes = await Promise.allSettled([...asked, scorer.score(makeQuery(rows), 20, nothing)]);
      const answered = outcomes.find(({ status }) => status === 'fulfilled');
      if (answered !== undefined) return 'a call was answered';
      throw (outcomes[0] as PromiseRejectedResult).reason;
    } catch (error) {
      const { code, message } = error as Error & { code?: unknown };
      return { code, message };
    }
  }, fault);
}

for (const [fault, code, message] of [
  ['lost before', 'scorer-failed', /was lost/],
  ['lost between', 'scorer-failed', /was lost/],
  ['disposed between', 'scorer-failed', /was disposed/],
  ['nothing', 'scorer-failed', /no numbers/],
  ['zeros', 'wrong-result', /does not confirm/],
  ['some not numbers', 'wrong-result', /not numbers/],
  ['no WebGL2', 'scorer-failed', /no WebGL2/],
  ['no 32-bit floats', 'scorer-failed', /32-bit floats/],
] as const) {
  test(`webgl rejects, and gives no answer: ${fault}`, async ({ page }) => {
    const outcome = await askAfter(page, fault);
    expect(outcome).toMatchObject({ code, message: expect.stringMatching(message) });
  });
}

test('when the GPU process crashes, pending queries are rejected', async ({ page, browser }) => {
  const session = await browser.newBrowserCDPSession();
  await page.evaluate(async () => {
    const { makeRows } = conformance.problem;
    globalThis.scorer = await conformance.openWebGl(makeRows({ items: 10_000, dimensions: 64 }));
  });
  const asked = page.evaluate(async () => {
    const { makeRows, makeQuery, makeMask } = conformance.problem;
    const query = makeQuery(makeRows({ items: 10_000, dimensions: 64 }));
    const nothing = makeMask(10_000, () => false);
    for (;;) {
      const code = await scorer.score(query, 20, nothing).then(
        () => null,
        (error) => error.code,
      );
      if (code !== null) return code;
    }
  });
  await session.send('Browser.crashGpuProcess');
  expect(await asked).toBe('scorer-failed');
});

test('a loss at any time during a batch rejects it', async ({ page }) => {
  const outcomes = await page.evaluate(async () => {
    const { makeRows, makeQuery, makeMask, naiveTopK, expectSame } = conformance.problem;
    const rows = makeRows({ items: 10_000, dimensions: 64 });
    const nothing = makeMask(rows.items, () => false);
    const queries = Array.from({ length: 24 }, (_, seed) => makeQuery(rows, 0, seed));
    const expected = naiveTopK(rows, queries[0], 20, nothing);
    const told: string[] = [];
    for (const delay of [0, 1, 3, 6, 12, 25]) {
      const scorer = await conformance.openWebGl(rows);
      const asked = scorer.scoreBatch(queries, 20, nothing);
      setTimeout(() => contexts.at(-1)?.getExtension('WEBGL_lose_context')?.loseContext(), delay);
      told.push(
        await asked.then(
          ([first]) => {
            // Finished before the loss: then it must be right.
            expectSame(first, expected, 'first query');
            return 'scorer-failed';
          },
          (error) => error.code,
        ),
      );
      scorer.dispose();
    }
    return told;
  });
  expect(new Set(outcomes)).toEqual(new Set(['scorer-failed']));
});
