import { expect, it } from 'vitest';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { createWasmScorer } from '../../src/score/wasm/wasm-scorer.js';
import { makeMask, makeQuery, makeRows } from '../conformance/scorer-problem.js';

const ROUNDS = 1000;

it('a thousand rounds of load, score and dispose leave the memory as it was', { timeout: 120_000 }, async () => {
  const rows = makeRows({ items: 2000, dimensions: 64 });
  const query = makeQuery(rows);
  const nothing = makeMask(rows.items, () => false);
  const resident: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    for (const create of [createWasmScorer, async (given: typeof rows) => createJsScorer(given)]) {
      const scorer = await create(rows);
      await scorer.score(query, 20, nothing);
      scorer.dispose();
    }
    if (round % 250 === 0) resident.push(process.memoryUsage().rss);
  }
  // 750 rounds have 750 copies of the rows, 100 MB, if none is freed.
  expect((resident.at(-1) ?? 0) - resident[0]).toBeLessThan(50e6);
});
