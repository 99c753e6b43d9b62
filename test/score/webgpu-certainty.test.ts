import { describe, expect, it, vi } from 'vitest';
import { createWebGpuScorer } from '../../src/score/webgpu/webgpu-scorer.js';
import { makeMask, makeQuery, makeRows } from '../conformance/scorer-problem.js';
import { answered } from './count-answers.js';
import { openNodeGpu } from './node-gpu.js';

// Runs before the imports do, so it fetches the fixture itself.
vi.mock(import('../../src/score/settle/js-scorer.js'), async (original) =>
  (await import('./count-answers.js')).countAnswers(await original()),
);

const { gpu } = await openNodeGpu();

describe.skipIf(gpu === undefined)('answers of the webgpu scorer', () => {
  it('come from the GPU for ordinary queries of every size', { timeout: 120_000 }, async () => {
    for (const [items, dimensions] of [
      [1000, 64],
      [10_000, 8],
      [10_000, 256],
      [100_000, 64],
    ]) {
      const rows = makeRows({ items, dimensions });
      const scorer = await createWebGpuScorer(rows, gpu as GPU);
      const nothing = makeMask(items, () => false);
      answered.byJavaScript = 0;
      for (const count of [1, 12, 100, 500, 1000]) {
        for (const seed of [1, 2, 3]) await scorer.score(makeQuery(rows, 0.01, seed), count, nothing);
      }
      const sparse = { ...makeQuery(rows, 0.01), vector: new Float32Array(dimensions), biasWeight: 0 };
      await scorer.score(sparse, 20, nothing);
      expect(answered.byJavaScript).toBe(0);
      scorer.dispose();
    }
  });

  it('come from JavaScript if more items tie at the cut than the GPU returns', async () => {
    const rows = makeRows({ items: 1000, dimensions: 64, distinct: 1 });
    const scorer = await createWebGpuScorer(rows, gpu as GPU);
    answered.byJavaScript = 0;
    await scorer.score(
      makeQuery(rows),
      20,
      makeMask(1000, () => false),
    );
    expect(answered.byJavaScript).toBe(1);
    scorer.dispose();
  });
});
