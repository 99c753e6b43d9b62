import { hasTrend } from '../../models/refine/follow-trend.js';
import { refineFollowers } from '../../models/refine/refine-followers.js';
import { FOLLOWER_TRENDS, type Refining, type RefiningChoice, UNREFINED } from '../../models/refine/refining.js';
import { type FollowersRequest, type FollowersTrial, tryFollowers } from '../try-followers.js';
import { isBetter } from '../tune-encoder.js';
import { LISTS_TUNED, type TunedModels } from '../tune-teaching.js';

/** Standard errors by which lists must be better: what is added to a table is at hand for every shop, and few things are tried. */
const CERTAINTY_OF_REFINING = 1;

/**
 * Tries to refine the table of followers that was chosen: to fill rows of few followers from categories, then a few trends. Each is kept only
 * if the table as it ships, cut and quantised, serves the tuning shoppers better by more than chance.
 *
 * @param request training data and shoppers
 * @param known settings and models so far
 */
export async function tuneRefining(request: FollowersRequest, known: TunedModels): Promise<TunedModels> {
  const { training, catalog } = request;
  const start = performance.now();
  const attempt = async (refining: Refining, name: string): Promise<FollowersTrial> => {
    const settings = { ...known.settings, refining };
    const models = refineFollowers(known.models, training, catalog, settings);
    return tryFollowers(request, { models: known.models, settings, name, known: models, rows: null, tunable: LISTS_TUNED });
  };
  const categoriesTried = new Set(catalog.map(({ product_type = '' }) => product_type)).size > 1;
  const trends = FOLLOWER_TRENDS.filter((trend) => hasTrend(training, trend));
  if (!categoriesTried && trends.length === 0) return known;
  const plain = await attempt(UNREFINED, 'not refined');
  let best = plain;
  const keepBetter = (trial: FollowersTrial): void => {
    if (isBetter(trial.measured.gains, best.measured.gains, CERTAINTY_OF_REFINING)) best = trial;
  };
  if (categoriesTried) keepBetter(await attempt({ ...UNREFINED, categories: true }, 'filled from categories'));
  const { categories } = best.settings.refining;
  for (const trend of trends) keepBetter(await attempt({ categories, trend }, `a trend of ${trend.days} days, ${trend.power}`));
  const refining = {
    chosen: best.settings.refining,
    categoriesTried,
    trendsTried: trends.length,
    without: plain.measured.gain,
    with: best.measured.gain,
    seconds: (performance.now() - start) / 1000,
  };
  return best === plain ? { ...known, refining } : { ...known, settings: best.settings, models: best.models, refining };
}

/** What is done to the table of followers, what that was worth on the tuning shoppers, and what it took: a sentence. */
export function refiningNote({ chosen, categoriesTried, trendsTried, without, with: best, seconds }: RefiningChoice): string {
  const { categories, trend } = chosen;
  const done = [
    ...(categories ? ['rows of few followers are filled with those of the category'] : []),
    ...(trend === null ? [] : [`followers are weighed by the popularity of the last ${trend.days} days to the power of ${trend.power}`]),
  ];
  const tried = [...(categoriesTried ? ['categories'] : []), ...(trendsTried > 0 ? [`${trendsTried} trends`] : [])].join(' and ');
  const took = `tried in ${seconds.toFixed(1)} s`;
  if (done.length === 0) return `Refining of items that follow: none (${tried} ${took}; NDCG@20 is ${without.toFixed(4)} without).`;
  return `Refining of items that follow: ${done.join('; ')} (NDCG@20: ${best.toFixed(4)} with it, ${without.toFixed(4)} without; ${tried} ${took}).`;
}
