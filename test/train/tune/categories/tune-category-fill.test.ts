import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/core/numbers/random.js';
import { fillFollowers } from '../../../../src/train/models/categories/fill-followers.js';
import { trainModels } from '../../../../src/train/models/train-models.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../../../src/train/models/train-settings.js';
import { SILENT_PROGRESS } from '../../../../src/train/progress/progress.js';
import { StepLog } from '../../../../src/train/progress/step-log.js';
import { holdOut } from '../../../../src/train/split/hold-out.js';
import { categoryFillNote } from '../../../../src/train/tune/categories/tune-category-fill.js';
import { tuneTraining } from '../../../../src/train/tune/tune-models.js';
import { interactionsOf } from '../../tools/interactions-of.js';

const [ITEMS, CATEGORIES] = [800, 8];
const steps = new StepLog(SILENT_PROGRESS);
const settings = { ...DEFAULT_TRAIN_SETTINGS, teacher: 'none', mixing: 'none', threads: 1, dimensions: 4, iterations: 1 } as const;
const ids = Array.from({ length: ITEMS }, (_, item) => `i${item}`);
const catalogOf = (categories: boolean) => ids.map((id, item) => (categories ? { id, product_type: `c${item % CATEGORIES}` } : { id }));

/** Shoppers who stay in a category, among many items of which a few are popular; or who buy anything. */
function heldOutOf(stay: boolean) {
  const random = seededRandom(4);
  const histories = Array.from({ length: 2000 }, (_, shopper) =>
    Array.from({ length: 3 }, () => {
      const item = Math.floor(random() ** 2 * (ITEMS / CATEGORIES));
      return CATEGORIES * item + (stay ? shopper % CATEGORIES : Math.floor(random() * CATEGORIES));
    }),
  );
  const heldOut = holdOut(interactionsOf(histories, ITEMS), ids, 1);
  if (heldOut === null) throw new Error('nobody was held out');
  return heldOut;
}

function tunedOn({ training, tuning }: ReturnType<typeof heldOutOf>, categories: boolean) {
  const request = { training, shoppers: tuning, catalog: catalogOf(categories), settings, steps, purpose: '' };
  return tuneTraining({ ...request, wanted: ['closed-form'] });
}

describe('filling followers from categories', () => {
  it('is done where that serves the tuning shoppers, and the table that ships is made in the same way', async () => {
    const heldOut = heldOutOf(true);
    const tuned = await tunedOn(heldOut, true);
    expect([tuned.settings.categoryFill, tuned.categoryFill?.used]).toEqual([true, true]);
    expect(tuned.categoryFill?.with).toBeGreaterThan(tuned.categoryFill?.without ?? Number.NaN);
    const plain = await trainModels(heldOut.training, tuned.settings, steps, '', ['closed-form']);
    const shipped = fillFollowers(plain, heldOut.training, catalogOf(true), tuned.settings);
    expect(shipped.followers).toEqual(tuned.models.followers);
    expect(shipped.followers).not.toEqual(plain.followers);
  });

  it('is not done where categories say nothing, and what was tried is told', async () => {
    const { settings: chosen, categoryFill } = await tunedOn(heldOutOf(false), true);
    expect([chosen.categoryFill, categoryFill?.used]).toEqual([false, false]);
    expect(categoryFill?.without).toBeGreaterThan(0);
  });

  it('is not tried without categories', async () => {
    expect((await tunedOn(heldOutOf(true), false)).categoryFill).toBeNull();
  });

  it('is told in a sentence, with what it brought and what it took', () => {
    const choice = { without: 0.1, with: 0.12, seconds: 2.04 };
    const figures = '(NDCG@20 of items that follow: 0.1200 with it, 0.1000 without; tried in 2.0 s).';
    expect(categoryFillNote({ ...choice, used: true })).toBe(
      `Categories: items of few followers are filled up with what follows their category ${figures}`,
    );
    expect(categoryFillNote({ ...choice, used: false })).toBe(`Categories: not used for items that follow ${figures}`);
  });
});
