import type { CatalogItem } from '../../../types/catalog-item.js';
import type { Interactions } from '../../log/interactions.js';
import type { TrainedModels } from '../train-models.js';
import type { TrainSettings } from '../train-settings.js';
import { fillFromCategory } from './fill-from-category.js';
import { followTrend } from './follow-trend.js';

/**
 * Does to the trained table of followers what was chosen: fills rows from categories, then follows the trend.
 *
 * @param models trained
 * @param interactions that they were trained on
 * @param catalog in row order; its `product_type` are the categories
 * @param settings what was chosen
 * @returns the same models where nothing was
 */
export function refineFollowers(
  models: TrainedModels,
  interactions: Interactions,
  catalog: readonly CatalogItem[],
  { refining: { categories, trend }, minimumSupport }: Pick<TrainSettings, 'refining' | 'minimumSupport'>,
): TrainedModels {
  if ((!categories && trend === null) || interactions.users === 0) return models;
  const filled = categories
    ? fillFromCategory(models.followers, interactions, followedCategories(catalog), minimumSupport)
    : models.followers;
  return { ...models, followers: trend === null ? filled : followTrend(filled, interactions, trend) };
}

/**
 * The category of each item, as a code from 1; 0: none.
 *
 * @param catalog in row order
 */
export function followedCategories(catalog: readonly CatalogItem[]): Uint32Array {
  const known = new Map<string, number>();
  return Uint32Array.from(catalog, ({ product_type: category = '' }) => {
    if (category === '') return 0;
    const code = known.get(category) ?? known.size + 1;
    known.set(category, code);
    return code;
  });
}
