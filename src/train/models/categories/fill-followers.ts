import type { CatalogItem } from '../../../types/catalog-item.js';
import type { Interactions } from '../../log/interactions.js';
import type { TrainedModels } from '../train-models.js';
import type { TrainSettings } from '../train-settings.js';
import { fillFromCategory } from './fill-from-category.js';

/**
 * Fills the trained table of followers from categories, where that was chosen.
 *
 * @param models trained
 * @param interactions that they were trained on
 * @param catalog in row order; its `product_type` are the categories
 * @param settings what was chosen
 * @returns the same models where it was not
 */
export function fillFollowers(
  models: TrainedModels,
  interactions: Interactions,
  catalog: readonly CatalogItem[],
  { categoryFill, minimumSupport }: Pick<TrainSettings, 'categoryFill' | 'minimumSupport'>,
): TrainedModels {
  if (!categoryFill || interactions.users === 0) return models;
  return { ...models, followers: fillFromCategory(models.followers, interactions, categoriesOf(catalog), minimumSupport) };
}

/** The category of each item, as a code from 1; 0: none. */
function categoriesOf(catalog: readonly CatalogItem[]): Uint32Array {
  const known = new Map<string, number>();
  return Uint32Array.from(catalog, ({ product_type: category = '' }) => {
    if (category === '') return 0;
    const code = known.get(category) ?? known.size + 1;
    known.set(category, code);
    return code;
  });
}
