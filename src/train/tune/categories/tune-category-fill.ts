import type { CategoryFill } from '../../models/categories/category-fill.js';
import { fillFollowers } from '../../models/categories/fill-followers.js';
import { type FollowersRequest, type FollowersTrial, tryFollowers } from '../try-followers.js';
import { isBetter } from '../tune-encoder.js';
import { LISTS_TUNED, type TunedModels } from '../tune-teaching.js';

/** Standard errors by which lists must be better. */
const CERTAINTY_OF_FILL = 1;

/**
 * Tries to fill rows of few followers from categories. That is kept only if the table as it ships, cut and quantised, serves the tuning shoppers better
 * by more than chance.
 *
 * @param request training data and shoppers; where the catalogue has fewer than two categories, nothing is tried
 * @param known settings and models so far
 */
export async function tuneCategoryFill(request: FollowersRequest, known: TunedModels): Promise<TunedModels> {
  const { training, catalog } = request;
  if (new Set(catalog.flatMap(({ product_type: category = '' }) => (category === '' ? [] : [category]))).size < 2) return known;
  const start = performance.now();
  const attempt = (categoryFill: boolean, name: string): Promise<FollowersTrial> => {
    const settings = { ...known.settings, categoryFill };
    const filled = fillFollowers(known.models, training, catalog, settings);
    return tryFollowers(request, { models: known.models, settings, name, known: filled, rows: null, tunable: LISTS_TUNED });
  };
  const plain = await attempt(false, 'not filled');
  const filled = await attempt(true, 'filled from categories');
  const used = isBetter(filled.measured.gains, plain.measured.gains, CERTAINTY_OF_FILL);
  const seconds = (performance.now() - start) / 1000;
  const categoryFill = { used, without: plain.measured.gain, with: filled.measured.gain, seconds };
  return used ? { ...known, settings: filled.settings, models: filled.models, categoryFill } : { ...known, categoryFill };
}

/** Whether followers are filled from categories, what that was worth on the tuning shoppers, and what it took: a sentence. */
export function categoryFillNote({ used, without, with: filled, seconds }: CategoryFill): string {
  const what = used ? 'items of few followers are filled up with what follows their category' : 'not used for items that follow';
  return `Categories: ${what} (NDCG@20 of items that follow: ${filled.toFixed(4)} with it, ${without.toFixed(4)} without; tried in ${seconds.toFixed(1)} s).`;
}
