import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import type { MixtureRequest } from '../../../src/train/models/mixture/mixture.js';
import { trainModels } from '../../../src/train/models/train-models.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../../src/train/models/train-settings.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { StepLog } from '../../../src/train/progress/step-log.js';
import { holdOut } from '../../../src/train/split/hold-out.js';
import type { TeacherRequest } from '../../../src/train/teacher/teaching.js';
import { mixtureNote } from '../../../src/train/tune/tune-mixture.js';
import { tuneTraining } from '../../../src/train/tune/tune-models.js';
import { interactionsOf } from '../tools/interactions-of.js';

const ITEMS = 240;
const GROUP = 24;

/** Shoppers who stay within a group of items, so that most pairs of it were made by one shopper or by nobody; or who buy anything. */
function heldOutOf(grouped: boolean): NonNullable<ReturnType<typeof holdOut>> {
  const random = seededRandom(8);
  const histories = Array.from({ length: 600 }, (_, user) => {
    const first = grouped ? GROUP * (user % (ITEMS / GROUP)) : 0;
    return Array.from({ length: 3 }, () => first + Math.floor(random() * (grouped ? GROUP : ITEMS)));
  });
  const heldOut = holdOut(interactionsOf(histories, ITEMS), itemIds, 1);
  if (heldOut === null) throw new Error('nobody was held out');
  return heldOut;
}

const itemIds = Array.from({ length: ITEMS }, (_, item) => `i${item}`);
const steps = new StepLog(SILENT_PROGRESS);

async function tuned(mixing: MixtureRequest, grouped: boolean, teacher: TeacherRequest = 'none'): ReturnType<typeof tuneTraining> {
  const heldOut = heldOutOf(grouped);
  return tuneTraining({
    training: heldOut.training,
    shoppers: heldOut.tuning,
    catalog: itemIds.map((id) => ({ id })),
    settings: { ...DEFAULT_TRAIN_SETTINGS, teacher, mixing, threads: 1, dimensions: 4, iterations: 1 },
    steps,
    purpose: '',
    wanted: ['closed-form'],
  });
}

describe('the mixture of the table of followers', () => {
  let grouped: ReturnType<typeof tuned>;
  beforeAll(async () => {
    grouped = tuned('auto', true, 'walk');
    await grouped;
  }, 60_000);

  it('is chosen where lists are better with it', async () => {
    const { settings, mixture } = await grouped;
    expect(mixture?.chosen).not.toBeNull();
    expect(settings.mixture).toEqual(mixture?.chosen);
    expect(mixture?.with).toBeGreaterThan(mixture?.without ?? 1);
  });

  it('is none where shoppers buy anything, and then the table is as it was', async () => {
    const { settings, models, mixture } = await tuned('auto', false);
    expect(settings.mixture).toBeNull();
    expect(mixture?.chosen).toBeNull();
    expect(models.followers).toEqual((await tuned('none', false)).models.followers);
  });

  it('is not looked for where none is asked for', async () => {
    const { settings, mixture } = await tuned('none', true);
    expect([settings.mixture, mixture]).toEqual([null, null]);
  });

  it('is the same on every run, and the table that ships is trained in the same way', async () => {
    const [first, second] = [await grouped, await tuned('auto', true, 'walk')];
    expect(first.settings).toEqual(second.settings);
    expect(first.models.followers).toEqual(second.models.followers);
    expect(first.settings.mixture).not.toBeNull();
    const again = await trainModels(heldOutOf(true).training, first.settings, steps, '', ['closed-form']);
    expect(again.followers).toEqual(first.models.followers);
  });

  it('is told in a sentence, with what it brought and what it took', () => {
    const choice = { without: 0.1, with: 0.12, seconds: 2.04 };
    expect(mixtureNote({ ...choice, chosen: null })).toBe(
      'Mixture: none is used: items that follow are the closed form with its second hop (NDCG@20 of items that follow: 0.1200 with it, 0.1000 without; tried in 2.0 s).',
    );
    expect(
      mixtureNote({
        ...choice,
        chosen: [
          { part: 'closed-form', weight: 1 },
          { part: 'steps', weight: 0.4 },
        ],
      }),
    ).toBe(
      'Mixture: items that follow are closed-form 1, steps 0.4 (NDCG@20 of items that follow: 0.1200 with it, 0.1000 without; tried in 2.0 s).',
    );
  });
});
