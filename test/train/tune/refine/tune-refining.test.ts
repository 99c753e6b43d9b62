import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/core/numbers/random.js';
import { refineFollowers } from '../../../../src/train/models/refine/refine-followers.js';
import { UNREFINED } from '../../../../src/train/models/refine/refining.js';
import { trainModels } from '../../../../src/train/models/train-models.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../../../src/train/models/train-settings.js';
import { SILENT_PROGRESS } from '../../../../src/train/progress/progress.js';
import { StepLog } from '../../../../src/train/progress/step-log.js';
import { holdOut } from '../../../../src/train/split/hold-out.js';
import { refiningNote } from '../../../../src/train/tune/refine/tune-refining.js';
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

describe('refining the table of followers', () => {
  it('fills it from categories where that serves the tuning shoppers, and the table that ships is made in the same way', async () => {
    const heldOut = heldOutOf(true);
    const tuned = await tunedOn(heldOut, true);
    expect(tuned.settings.refining).toEqual({ categories: true, trend: null });
    expect(tuned.refining?.with).toBeGreaterThan(tuned.refining?.without ?? Number.NaN);
    const plain = await trainModels(heldOut.training, tuned.settings, steps, '', ['closed-form']);
    const shipped = refineFollowers(plain, heldOut.training, catalogOf(true), tuned.settings);
    expect(shipped.followers).toEqual(tuned.models.followers);
    expect(shipped.followers).not.toEqual(plain.followers);
  });

  it('leaves it as it is where categories say nothing, and tells that they were tried', async () => {
    const { settings: chosen, refining } = await tunedOn(heldOutOf(false), true);
    expect(chosen.refining).toEqual(UNREFINED);
    expect(refining).toMatchObject({ chosen: UNREFINED, categoriesTried: true, trendsTried: 0 });
  });

  it('tries nothing without categories and without dates', async () => {
    expect((await tunedOn(heldOutOf(true), false)).refining).toBeNull();
  });

  it('is told in a sentence, with what it brought and what it took', () => {
    const choice = { categoriesTried: true, trendsTried: 3, without: 0.1, with: 0.12, seconds: 2.04 };
    expect(refiningNote({ ...choice, chosen: UNREFINED })).toBe(
      'Refining of items that follow: none (categories and 3 trends tried in 2.0 s; NDCG@20 is 0.1000 without).',
    );
    expect(refiningNote({ ...choice, chosen: { categories: true, trend: { days: 30, power: 0.5 } } })).toBe(
      'Refining of items that follow: rows of few followers are filled with those of the category; followers are weighed by the popularity of the last 30 days to the power of 0.5 (NDCG@20: 0.1200 with it, 0.1000 without; categories and 3 trends tried in 2.0 s).',
    );
  });
});
