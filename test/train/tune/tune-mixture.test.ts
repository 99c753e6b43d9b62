import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { mixFollowers } from '../../../src/train/models/mixture/mix-followers.js';
import { FIRST_MIXTURES, FOLLOWER_PARTS, type MixtureRequest, mixtureText } from '../../../src/train/models/mixture/mixture.js';
import { trainParts } from '../../../src/train/models/mixture/train-parts.js';
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
const CAMP = 300;

/** A log without its held-out shoppers, and these. */
type HeldOutLog = NonNullable<ReturnType<typeof holdOut>>;

const idsOf = (items: number): string[] => Array.from({ length: items }, (_, item) => `i${item}`);

function heldOutFrom(histories: number[][], items: number): HeldOutLog {
  const heldOut = holdOut(interactionsOf(histories, items), idsOf(items), 1);
  if (heldOut === null) throw new Error('nobody was held out');
  return heldOut;
}

/** Shoppers who stay within a group of items, so that most pairs of it were made by one shopper or by nobody; or who buy anything. */
function heldOutOf(grouped: boolean): HeldOutLog {
  const random = seededRandom(8);
  const histories = Array.from({ length: 2400 }, (_, user) => {
    const first = grouped ? GROUP * (user % (ITEMS / GROUP)) : 0;
    return Array.from({ length: 3 }, () => first + Math.floor(random() * (grouped ? GROUP : ITEMS)));
  });
  return heldOutFrom(histories, ITEMS);
}

const steps = new StepLog(SILENT_PROGRESS);

const tuned = (mixing: MixtureRequest, grouped: boolean, teacher?: TeacherRequest, shoppers?: number): ReturnType<typeof tuneTraining> =>
  tunedOn(heldOutOf(grouped), mixing, teacher, shoppers);

/** Tunes on a log; on at most as many of its tuning shoppers. */
function tunedOn(
  { training, tuning }: HeldOutLog,
  mixing: MixtureRequest,
  teacher: TeacherRequest = 'none',
  shoppers = Number.POSITIVE_INFINITY,
): ReturnType<typeof tuneTraining> {
  return tuneTraining({
    training,
    shoppers: tuning.slice(0, shoppers),
    catalog: idsOf(training.items).map((id) => ({ id })),
    settings: { ...DEFAULT_TRAIN_SETTINGS, teacher, mixing, threads: 1, dimensions: 4, iterations: 1 },
    steps,
    purpose: '',
    wanted: ['closed-form'],
  });
}

/** Shoppers of two camps, each of whom walks on by three or four items of the camp: what follows is told by where others were two steps later. */
function walkers(): HeldOutLog {
  const random = seededRandom(8);
  const histories = Array.from({ length: 2400 }, (_, user) => {
    const first = Math.floor(random() * CAMP);
    return Array.from({ length: 5 }, (_, step) => (user % 2) + 2 * ((first + 3 * step + Math.floor(random() * 2)) % CAMP));
  });
  return heldOutFrom(histories, 2 * CAMP);
}

describe('the mixture of the table of followers', () => {
  it('is none where shoppers buy anything, and then the table is as it was', async () => {
    const { settings, models, mixture } = await tuned('auto', false);
    expect(settings.mixture).toBeNull();
    expect(mixture?.chosen).toBeNull();
    expect(models.followers).toEqual((await tuned('none', false)).models.followers);
  });

  it('is taken where lists are surely better with it, and the table of followers is that of the mixture', async () => {
    const { settings, models, mixture } = await tunedOn(walkers(), 'auto');
    const plain = await tunedOn(walkers(), 'none');
    expect(mixture?.chosen).not.toBeNull();
    expect(settings.mixture).toEqual(mixture?.chosen);
    expect(mixture?.with).toBeGreaterThan(mixture?.without ?? Number.NaN);
    expect(models.followers).not.toEqual(plain.models.followers);
  });

  it('is not looked for where none is asked for', async () => {
    const { settings, mixture } = await tuned('none', true);
    expect([settings.mixture, mixture]).toEqual([null, null]);
  });

  it('is not looked for where the lists to choose it by are few, and the report says so', async () => {
    const { settings, mixture } = await tuned('auto', true, 'none', 99);
    expect([settings.mixture, mixture]).toEqual([null, { chosen: null, lists: 99, without: null, with: null, seconds: 0 }]);
    expect(mixture && mixtureNote(mixture)).toBe(
      'Mixture: none is looked for: 99 lists of tuning shoppers are too few to choose one by, 100 are needed.',
    );
  });

  it('is the same on every run, as are its figures but for the time', async () => {
    const [first, second] = [await tuned('auto', true, 'walk'), await tuned('auto', true, 'walk')];
    expect(first.settings).toEqual(second.settings);
    expect(first.models.followers).toEqual(second.models.followers);
    expect({ ...first.mixture, seconds: 0 }).toEqual({ ...second.mixture, seconds: 0 });
    expect(first.mixture?.without).toBeGreaterThan(0);
  });

  it.each(FIRST_MIXTURES.map((mixture) => [mixtureText(mixture), mixture] as const))(
    'is trained as it was chosen: %s',
    async (_, mixture) => {
      const settings = { ...DEFAULT_TRAIN_SETTINGS, teacher: 'none', mixture, threads: 1 } as const;
      const { training: interactions } = heldOutOf(true);
      const { followers } = await trainModels(interactions, settings, steps, '', ['closed-form']);
      const parts = await trainParts({ interactions, settings, rows: null, steps, purpose: '' }, FOLLOWER_PARTS);
      expect(followers).toEqual(mixFollowers(parts, mixture, settings.neighbours));
      const plain = await trainModels(interactions, { ...settings, mixture: null }, steps, '', ['closed-form']);
      expect(followers).not.toEqual(plain.followers);
    },
  );

  it('is told in a sentence, with what it brought and what it took', () => {
    const choice = { lists: 200, without: 0.1, with: 0.12, seconds: 2.04 };
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
