import type { CategoryFill } from '../models/categories/category-fill.js';
import type { MixtureChoice } from '../models/mixture/mixture.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { teacherRows } from '../teacher/teacher-rows.js';
import { TEACHER_NAMES, TEACHINGS, type TeacherName, type Teaching } from '../teacher/teaching.js';
import { type FollowersRequest, type FollowersTrial, tryFollowers } from './try-followers.js';
import type { Tunable } from './tunable-settings.js';
import { isBetter } from './tune-encoder.js';

/**
 * Tuned of each list that is compared. Returning to an item is a part of its own: a teacher adds to the ridge, which makes an item's own return
 * weaker in the table, and the blend makes up for that.
 */
export const LISTS_TUNED: readonly Tunable[] = ['followerDecay', 'seen', 'seenDecay'];

/** What a teacher was worth to the closed form alone, on the tuning shoppers. */
export interface TeachingChoice {
  /** null: lists were not better by more than chance, and no teacher was requested by name, so nothing is learned from one. */
  readonly chosen: Teaching | null;
  /** Teachers tried. */
  readonly tried: readonly TeacherName[];
  /** NDCG@20 of the closed form without a teacher, and of the best with one. */
  readonly without: number;
  readonly with: number;
  /** Seconds that training and measuring took. */
  readonly seconds: number;
}

/** Tuned settings of the training, and the models trained with them. */
export interface TunedModels {
  readonly settings: TrainSettings;
  readonly models: TrainedModels;
  /** null where no teacher was tried. */
  readonly teaching: TeachingChoice | null;
  /** null where none was looked for. */
  readonly mixture: MixtureChoice | null;
  /** null where the catalogue has no two categories. */
  readonly categoryFill: CategoryFill | null;
}

/**
 * Settings where nothing can be measured: a teacher that was requested by name is used in its first strength, and none otherwise.
 *
 * @param settings with the request
 */
export function untriedTeaching(settings: TrainSettings): TrainSettings {
  const teaching = TEACHINGS.find(({ teacher }) => teacher === settings.teacher) ?? null;
  return { ...settings, following: { ...settings.following, teaching } };
}

/**
 * Tries what the closed form learns from each requested teacher, in a few strengths. With `auto`, the best of those whose lists are better
 * by more than chance is kept, else none; of a teacher that was requested by name, the best strength is kept.
 *
 * @param request training data and shoppers
 * @param untaught the closed form without a teacher
 */
export async function tuneTeaching(request: FollowersRequest, untaught: FollowersTrial): Promise<TunedModels> {
  const { training, steps, purpose } = request;
  const { teacher: asked, minimumSupport } = untaught.settings;
  const names = asked === 'none' ? [] : asked === 'auto' ? TEACHER_NAMES : [asked];
  if (names.length === 0)
    return { settings: untaught.settings, models: untaught.models, teaching: null, mixture: null, categoryFill: null };
  const start = performance.now();
  const { models } = untaught;
  const attempt = { models, tunable: LISTS_TUNED };
  const plain = await tryFollowers(request, { ...attempt, settings: untaught.settings, name: 'no teacher', known: models, rows: null });
  let best: FollowersTrial | null = null;
  for (const name of names) {
    const rows = await teacherRows(name, training, minimumSupport, steps, purpose);
    for (const teaching of TEACHINGS.filter(({ teacher }) => teacher === name)) {
      const settings = { ...untaught.settings, following: { ...untaught.settings.following, teaching } };
      const trial = await tryFollowers(request, { ...attempt, settings, name: nameOf(teaching), rows });
      if (best === null || trial.measured.gain > best.measured.gain) best = trial;
    }
  }
  const isSure = best !== null && (asked !== 'auto' || isBetter(best.measured.gains, plain.measured.gains));
  const kept = best !== null && isSure ? best : untaught;
  const teaching = {
    chosen: kept.settings.following.teaching,
    tried: names,
    without: plain.measured.gain,
    with: best?.measured.gain ?? 0,
    seconds: (performance.now() - start) / 1000,
  };
  return { settings: kept.settings, models: kept.models, teaching, mixture: null, categoryFill: null };
}

function nameOf({ teacher, weight, temperature, share }: Teaching): string {
  return `${teacher} ${weight}, ${temperature}, ${share}`;
}

/** What the closed form learns, what that was worth on the tuning shoppers, and what it took: a sentence. */
export function teachingNote({ chosen, tried, without, with: best, seconds }: TeachingChoice): string {
  const figures = `NDCG@20 of items that follow: ${best.toFixed(4)} with it, ${without.toFixed(4)} without; tried in ${seconds.toFixed(1)} s`;
  if (chosen === null) return `Teacher: none is used (${tried.join(', ')} tried; ${figures}).`;
  const { teacher, weight, temperature, share } = chosen;
  return `Teacher: ${teacher}, weight ${weight}, temperature ${temperature}, share ${share} (${figures}).`;
}
