import type { CatalogItem } from '../../types/catalog-item.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import type { TrainedModels } from '../models/train-models.js';
import { attributeMap } from './attribute-map.js';
import { categoryPrior } from './category-prior.js';
import type { ColdStartSettings } from './cold-start-settings.js';
import { fillTable } from './content-table.js';
import type { ContentVectors } from './content-vectors.js';

/** Content that replaces missing data. */
export interface ColdItems {
  readonly content: ContentVectors;
  /** In row order; its categories give the prior of the popularity. */
  readonly catalog: readonly CatalogItem[];
  /** Number of shoppers of each item in training. Shape [items]. */
  readonly support: Uint32Array;
  /** Of the items with fewer than `MAX_SUPPORT` shoppers; see `contentNeighbours`. */
  readonly near: ItemNeighbours;
}

/**
 * Fills cold items from content: factors by the attribute map, table entries by their content neighbours, and popularity by their
 * category. For an item with n shoppers the share of its own data is n / `support`. Items with `support` shoppers or more, and items
 * that are similar to no warm one, are unchanged.
 *
 * @param models trained
 * @param items content and support
 * @param settings strengths
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
    fromContent: mostlyContent(share),
    factors: settings.factors > 0 ? fillFactors(models.factors, content, support, share, settings.factors) : models.factors,
    popularity: models.popularity.map((own, row) => own + share[row] * (prior[row] - own)),
    neighbours: fillTable(models.neighbours, { share, near, strength }),
    followers: fillTable(models.followers, { share, near, strength }),
  };
}

/** A bit per item of whose data half or more comes from content. */
function mostlyContent(share: Float64Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(share.length / 8));
  for (const [row, part] of share.entries()) if (part >= 0.5) bits[row >> 3] |= 1 << (row & 7);
  return bits;
}

/** Factors from content. At full length, those of many unsold items could fill every list. */
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
