import { describe, expect, it } from 'vitest';
import { createWebGpuScorer } from '../../src/score/webgpu/webgpu-scorer.js';
import { expectSame, makeMask, makeQuery, makeRows, naiveTopK } from '../conformance/scorer-problem.js';
import { openNodeGpu, watchDevices } from './node-gpu.js';

const ROUNDS = 50;

const { gpu } = await openNodeGpu();

describe.skipIf(gpu === undefined)('memory of the webgpu scorer', () => {
  const rows = makeRows({ items: 2500, dimensions: 64 });
  const nothing = makeMask(rows.items, () => false);
  const queries = Array.from({ length: 70 }, (_, seed) => makeQuery(rows, 0.01, seed));

  it('is every byte of every live buffer, and is unchanged from query to query', async () => {
    const { gpu: watched, buffers } = watchDevices(gpu as GPU);
    const scorer = await createWebGpuScorer(rows, watched);
    const live = (): number => [...buffers].reduce((sum, { size }) => sum + size, 0);
    expect(scorer.memory.gpu).toBe(live());
    expect(scorer.memory.gpu).toBeGreaterThanOrEqual(rows.items * (64 + 4 + 4));
    const ask = async (): Promise<number> => {
      await Promise.all(queries.slice(0, 5).map((query, place) => scorer.score(query, 10 + 200 * place, nothing)));
      await scorer.scoreBatch(queries, 20, nothing);
      expect(scorer.memory.gpu).toBe(live());
      return live();
    };
    const after = await ask();
    const count = buffers.size;
    for (let round = 0; round < 5; round++) expect(await ask()).toBe(after);
    expect(buffers.size).toBe(count);
    scorer.dispose();
    expect(scorer.memory.gpu).toBe(0);
    expect(buffers.size).toBe(0);
  });

  it(`is all freed after ${ROUNDS} rounds of loading, scoring and disposing`, { timeout: 120_000 }, async () => {
    const { gpu: watched, buffers, devices } = watchDevices(gpu as GPU);
    const expected = naiveTopK(rows, queries[1], 20, nothing);
    for (let round = 0; round < ROUNDS; round++) {
      const scorer = await createWebGpuScorer(rows, watched);
      expectSame(await scorer.score(queries[1], 20, nothing), expected, `round ${round}`);
      // In every second round, a query is still pending.
      const late = round % 2 === 0 ? undefined : scorer.score(queries[2], 20, nothing).catch(() => {});
      scorer.dispose();
      await late;
      expect(buffers.size).toBe(0);
    }
    expect(devices).toHaveLength(ROUNDS);
    const reasons = await Promise.all(devices.map((device) => device.lost.then(({ reason }) => reason)));
    expect(new Set(reasons)).toEqual(new Set(['destroyed']));
  });
});
