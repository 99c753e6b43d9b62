import type { Interactions } from '../log/interactions.js';
import { mixFollowers, type TrainedParts } from '../models/mixture/mix-followers.js';
import { FOLLOWER_PARTS, type Mixture, type MixtureChoice, mixtureText } from '../models/mixture/mixture.js';
import { mixedTeacher } from '../models/mixture/train-followers.js';
import { trainParts } from '../models/mixture/train-parts.js';
import type { TrainSettings } from '../models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../packing/make-pack.js';
import { teacherRows } from '../teacher/teacher-rows.js';
import { listCases } from './score-mixture.js';
import { crossedGains, searchMixture } from './search-mixture.js';
import { type FollowersRequest, tryFollowers } from './try-followers.js';
import { isBetter } from './tune-encoder.js';
import { LISTS_TUNED, type TunedModels } from './tune-teaching.js';

/**
 * Standard errors by which lists of shoppers who did not choose must be better. With half of one, a mixture was taken on Amazon Beauty whose blend served
 * the test shoppers no better.
 */
const CERTAINTY = 2;
/** Minimum number of lists: standard errors of fewer, by halves, say little. */
const LISTS_NEEDED = 100;

/**
 * Looks for a mixture of parts that makes better lists than the closed form and its second hop. It is kept only if mixtures that one half of the
 * tuning shoppers chose surely serve the other half better, and the table as it ships, cut and quantised, serves all of them better.
 *
 * @param request training data and shoppers
 * @param known settings and models so far
 */
export async function tuneMixture(request: FollowersRequest, known: TunedModels): Promise<TunedModels> {
  const { steps, shoppers, purpose, training, catalog } = request;
  const { settings, models } = known;
  if (settings.mixing === 'none') return known;
  if (shoppers.length < LISTS_NEEDED)
    return { ...known, mixture: { chosen: null, lists: shoppers.length, without: null, with: null, seconds: 0 } };
  const start = performance.now();
  const parts = await candidateParts(training, settings, request);
  const pack = openEncoded(await makePack(models, catalog, settings, trialLabel(settings)));
  const trial = { parts, cases: listCases(pack, shoppers, settings.encoder), items: pack.items };
  const { crossed, mixture } = await steps.keep(`choosing a mixture of items that follow${purpose}`, async () => {
    const gains = crossedGains(trial, models.followers);
    return { crossed: gains, mixture: isBetter(gains.mixed, gains.plain, CERTAINTY) ? searchMixture(trial) : null };
  });
  const told = (chosen: Mixture | null, without: Float64Array, mixed: Float64Array): MixtureChoice => ({
    chosen,
    lists: shoppers.length,
    without: mean(without),
    with: mean(mixed),
    seconds: (performance.now() - start) / 1000,
  });
  if (mixture === null) return { ...known, mixture: told(null, crossed.plain, crossed.mixed) };
  const attempt = { models, tunable: LISTS_TUNED, rows: null };
  const plain = await tryFollowers(request, { ...attempt, settings, name: 'no mixture', known: models });
  const followers = mixFollowers(parts, mixture, settings.neighbours);
  const mixed = await tryFollowers(request, {
    ...attempt,
    settings: { ...settings, mixture },
    name: 'a mixture',
    known: { ...models, followers },
  });
  const { gains: without } = plain.measured;
  const { gains: better } = mixed.measured;
  if (!isBetter(better, without)) return { ...known, mixture: told(null, without, better) };
  return { ...known, settings: mixed.settings, models: mixed.models, mixture: told(mixture, without, better) };
}

/** All parts that the shop's settings allow. */
async function candidateParts(
  interactions: Interactions,
  settings: TrainSettings,
  { steps, purpose }: FollowersRequest,
): Promise<TrainedParts> {
  const teacher = mixedTeacher(settings);
  const rows = teacher === null ? null : await teacherRows(teacher, interactions, settings.minimumSupport, steps, purpose);
  return trainParts({ interactions, settings, rows, steps, purpose }, FOLLOWER_PARTS);
}

/** What the table of followers is mixed from, what that was worth on the tuning shoppers, and what it took: a sentence. */
export function mixtureNote({ chosen, lists, without, with: best, seconds }: MixtureChoice): string {
  if (without === null || best === null)
    return `Mixture: none is looked for: ${lists} lists of tuning shoppers are too few to choose one by, ${LISTS_NEEDED} are needed.`;
  const figures = `NDCG@20 of items that follow: ${best.toFixed(4)} with it, ${without.toFixed(4)} without; tried in ${seconds.toFixed(1)} s`;
  return chosen === null
    ? `Mixture: none is used: items that follow are the closed form with its second hop (${figures}).`
    : `Mixture: items that follow are ${mixtureText(chosen)} (${figures}).`;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}
