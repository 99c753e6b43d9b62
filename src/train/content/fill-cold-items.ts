import type { CatalogItem } from '../../types/catalog-item.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import type { TrainedModels } from '../models/train-models.js';
import { attributeMap } from './attribute-map.js';
import { categoryPrior } from './category-prior.js';
import type { ColdStartSettings } from './cold-start-settings.js';
import { fillTable } from './content-table.js';
import type { ContentVectors } from './content-vectors.js';

/** What stands in for data. */
export interface ColdItems {
  readonly content: ContentVectors;
  /** In row order; its categories tell how liked an item may become. */
  readonly catalog: readonly CatalogItem[];
  /** Shoppers of each item in training, shape [items]. */
  readonly support: Uint32Array;
  /** Of the items with fewer than `MAX_SUPPORT` shoppers; see `contentNeighbours`. */
  readonly near: ItemNeighbours;
}

/**
 * Gives items that nobody, or hardly anybody, has touched what their content speaks for: factors by the attribute map, places in
 * the tables by their content neighbours, and the popularity of their category. Of an item with n shoppers, n / `support` stays
 * its own. Items with `support` shoppers or more keep every bit of theirs, and so do all items that resemble no warm one.
 *
 * @param models trained
 * @param items content and support
 * @param settings how strong
 */
export function fillColdItems(models: TrainedModels, items: ColdItems, settings: ColdStartSettings): TrainedModels {
  const { content, catalog, support, near } = items;
  const resembles = (row: number): boolean => near.offsets[row + 1] > near.offsets[row];
  const share = Float64Array.from(support, (shoppers, row) => (resembles(row) ? Math.max(0, 1 - shoppers / settings.support) : 0));
  if (!share.some((part) => part > 0)) return models;
  const { strength } = settings;
  const prior = categoryPrior(catalog, models.popularity, (row) => support[row] >= settings.support);
  return {
    ...models,
    factors: settings.factors > 0 ? fillFactors(models.factors, content, support, share, settings.factors) : models.factors,
    popularity: models.popularity.map((own, row) => own + share[row] * (prior[row] - own)),
    neighbours: fillTable(models.neighbours, { share, near, strength }),
    followers: fillTable(models.followers, { share, near, strength }),
  };
}

/** At full length, mapped factors of whole shelves of unsold items may crowd every list. */
function fillFactors(
  factors: Float32Array,
  content: ContentVectors,
  support: Uint32Array,
  share: Float64Array,
  worth: number,
): Float32Array {
  const filled = factors.slice();
  const dimensions = factors.length / support.length;
  const map = attributeMap(
    content,
    factors,
    dimensions,
    support.map((shoppers, row) => (share[row] > 0 ? 0 : shoppers)),
  );
  const mapped = new Float64Array(dimensions);
  for (const [row, part] of share.entries()) {
    if (part === 0) continue;
    map.predict(row, mapped);
    for (let k = row * dimensions; k < (row + 1) * dimensions; k++) filled[k] += part * (worth * mapped[k - row * dimensions] - filled[k]);
  }
  return filled;
}
