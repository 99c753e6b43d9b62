import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../../src/train/models/train-settings.js';
import { SILENT_PROGRESS } from '../../../src/train/progress/progress.js';
import { StepLog } from '../../../src/train/progress/step-log.js';
import { holdOut } from '../../../src/train/split/hold-out.js';
import type { TeacherRequest } from '../../../src/train/teacher/teaching.js';
import { tuneTraining } from '../../../src/train/tune/tune-models.js';
import { type TunedModels, teachingNote } from '../../../src/train/tune/tune-teaching.js';
import { interactionsOf } from '../tools/interactions-of.js';

const ITEMS = 240;
const GROUP = 24;

/** Shoppers who stay within a group of items, so that most pairs of it were made by one shopper or by nobody; or who buy anything. */
function histories(grouped: boolean): number[][] {
  const random = seededRandom(8);
  return Array.from({ length: 600 }, (_, user) => {
    const first = grouped ? GROUP * (user % (ITEMS / GROUP)) : 0;
    return Array.from({ length: 3 }, () => first + Math.floor(random() * (grouped ? GROUP : ITEMS)));
  });
}

async function tuned(teacher: TeacherRequest, grouped: boolean): Promise<TunedModels> {
  const itemIds = Array.from({ length: ITEMS }, (_, item) => `i${item}`);
  const heldOut = holdOut(interactionsOf(histories(grouped), ITEMS), itemIds, 1);
  if (heldOut === null) throw new Error('nobody was held out');
  return tuneTraining({
    training: heldOut.training,
    shoppers: heldOut.tuning,
    catalog: itemIds.map((id) => ({ id })),
    settings: { ...DEFAULT_TRAIN_SETTINGS, teacher, threads: 1, dimensions: 4, iterations: 1 },
    steps: new StepLog(SILENT_PROGRESS),
    purpose: '',
    wanted: ['closed-form'],
  });
}

describe('what the closed form learns from a teacher', () => {
  it('is kept where the lists of the tuning shoppers are better with it', async () => {
    const { settings, models, teaching } = await tuned('auto', true);
    const untaught = await tuned('none', true);
    expect(settings.following.teaching?.teacher).toBe('walk');
    expect(teaching?.with).toBeGreaterThan(teaching?.without ?? 1);
    expect(models.followers.items.length).toBeGreaterThan(untaught.models.followers.items.length);
  });

  it('is nothing where they are not', async () => {
    const { settings, models, teaching } = await tuned('auto', false);
    const untaught = await tuned('none', false);
    expect(settings.following.teaching).toBeNull();
    expect(models.followers).toEqual(untaught.models.followers);
    expect(teaching).toMatchObject({ chosen: null, tried: ['walk'] });
    expect(untaught.teaching).toBeNull();
  });

  it('is kept all the same where a teacher was asked for by name', async () => {
    expect((await tuned('walk', false)).settings.following.teaching?.teacher).toBe('walk');
  });

  it('is the same on every run', async () => {
    const [first, second] = [await tuned('walk', true), await tuned('walk', true)];
    expect(first.models.followers).toEqual(second.models.followers);
    expect(first.settings).toEqual(second.settings);
  });

  it('is told in a sentence, with what it brought and what it took', () => {
    const choice = { tried: ['walk'] as const, without: 0.1, with: 0.12, seconds: 2.04 };
    expect(teachingNote({ ...choice, chosen: null })).toBe(
      'Teacher: none is used (walk tried; NDCG@20 of items that follow: 0.1200 with it, 0.1000 without; tried in 2.0 s).',
    );
    expect(teachingNote({ ...choice, chosen: { teacher: 'walk', weight: 3, temperature: 1.5, share: 0.2 } })).toBe(
      'Teacher: walk, weight 3, temperature 1.5, share 0.2 (NDCG@20 of items that follow: 0.1200 with it, 0.1000 without; tried in 2.0 s).',
    );
  });
});
