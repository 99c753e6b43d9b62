import type { CatalogItem } from '../../types/catalog-item.js';
import type { Pack } from '../../types/pack.js';
import { itemCategories } from '../feed/item-categories.js';
import type { Interactions } from '../log/interactions.js';
import { type ItemAudience, itemAudience } from '../metrics/item-audience.js';
import type { TestShopper } from '../split/test-shopper.js';

/** What lists are held against. */
export interface EvaluationContext {
  readonly items: number;
  /** User numbers there are. */
  readonly users: number;
  /** Lengths of the lists measured, ascending. */
  readonly cutoffs: readonly number[];
  /** Does an item to be found stand behind those of the same score? */
  readonly tiesCountAgainst: boolean;
  readonly audience: ItemAudience;
  /** Category numbers by row, or null: see `itemCategories`. */
  readonly categories: Int32Array | null;
  /** All rows, most popular first, in the order in which a list of popular items has them. */
  readonly popularOrder: Uint32Array;
  /** Rows of a shopper's history. */
  historyRows(shopper: TestShopper): ReadonlySet<number>;
}

/**
 * What the lists of one split are held against.
 *
 * @param pack decoded; its popularity is the list that everybody expects
 * @param training what was learned from
 * @param catalog in row order
 * @param cutoffs lengths of the lists measured, ascending
 * @param tiesCountAgainst does an item to be found stand behind those of the same score?
 */
export function evaluationContext(
  pack: Pack,
  training: Interactions,
  catalog: readonly CatalogItem[],
  cutoffs: readonly number[],
  tiesCountAgainst: boolean,
): EvaluationContext {
  const popularOrder = Uint32Array.from({ length: pack.items }, (_, row) => row);
  popularOrder.sort((a, b) => pack.popularity[b] - pack.popularity[a] || a - b);
  return {
    items: pack.items,
    users: training.users,
    cutoffs,
    tiesCountAgainst,
    audience: itemAudience(training),
    categories: itemCategories(catalog),
    popularOrder,
    historyRows: ({ profile }) => new Set(profile.interactions.map(({ itemId }) => pack.rowOf(itemId)).filter((row) => row >= 0)),
  };
}
