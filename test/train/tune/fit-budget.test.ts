import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../../src/core/numbers/random.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../../src/train/models/train-settings.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { StepLog } from '../../../src/train/progress/step-log.js';
import { expectBudget, fitBudget, MANIFEST_BYTES } from '../../../src/train/tune/fit-budget.js';
import { largeCatalog } from '../../fixtures/large-catalog.js';

const settings = { ...DEFAULT_TRAIN_SETTINGS, threads: 1 };

describe('a budget that is too small for all titles', { timeout: 120_000 }, () => {
  it('of 2 MB has room for 60 000 items', async () => {
    await expectBudget(2_000_000, largeCatalog(60_000), settings);
  });

  it('is kept: most titles come later, factors have fewer columns, and popular items have their titles', async () => {
    const items = 3000;
    const random = seededRandom(1);
    const each = 12;
    const table = {
      offsets: Uint32Array.from({ length: items + 1 }, (_, row) => row * each),
      items: Uint32Array.from({ length: items * each }, (_, at) => (Math.floor(at / each) + 1 + (at % each) * 7) % items),
      similarities: Float32Array.from({ length: items * each }, () => random()),
    };
    const shipping = {
      popularity: Float32Array.from({ length: items }, () => random()),
      factors: Float32Array.from({ length: items * settings.dimensions }, () => normal(random)),
      neighbours: table,
      followers: table,
      prototypes: null,
      seconds: { popularity: 0, 'item-knn': 0, 'closed-form': 0, ials: 0, prototypes: 0 },
    };
    const catalog = largeCatalog(items);
    const budget = MANIFEST_BYTES + 95_000;
    const steps = new StepLog(SILENT_PROGRESS);
    const choice = await fitBudget({ budget, shipping, trial: null, tuning: [], catalog, settings, steps });
    const size = choice.sizes.find(
      ({ dimensions, followers, earlyTexts }) =>
        dimensions === choice.chosen.dimensions && followers === choice.chosen.followers && earlyTexts !== undefined,
    );
    expect(size?.fits).toBe(true);
    expect(choice.texts?.files).toBe(1);
    expect(choice.texts?.bytes).toBeGreaterThan(50_000);
    expect(choice.chosen.earlyTexts).toBe(choice.texts?.early);
    const largest = choice.sizes.filter(({ fits }) => fits).map(({ dimensions }) => dimensions);
    expect(choice.chosen.dimensions).toBe(Math.max(...largest));
  });
});
