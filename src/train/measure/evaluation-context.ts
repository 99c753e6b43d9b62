import { longTail } from '../../core/numbers/long-tail.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { Pack } from '../../types/pack.js';
import { itemCategories } from '../feed/item-categories.js';
import type { Interactions } from '../log/interactions.js';
import { type ItemAudience, itemAudience } from '../metrics/item-audience.js';
import type { TestShopper } from '../split/test-shopper.js';
import type { ItemGroups } from './item-groups.js';

/** Data that lists are measured with. */
export interface EvaluationContext {
  /** Number of items. */
  readonly items: number;
  /** Number of users. */
  readonly users: number;
  /** Lengths of the lists measured, ascending. */
  readonly cutoffs: readonly number[];
  /** Whether targets rank behind other items of the same score. */
  readonly tiesCountAgainst: boolean;
  readonly audience: ItemAudience;
  /** Category numbers by row, or null: see `itemCategories`. */
  readonly categories: Int32Array | null;
  /** Groups of items that are measured separately, or null. */
  readonly groups: ItemGroups | null;
  /** All rows, most popular first, in the order of a list of popular items. */
  readonly popularOrder: Uint32Array;
  /** Values of the objective's attribute, by row, NaN where it is not known; null without an objective. */
  readonly objective: ArrayLike<number> | null;
  /** Whether a row is of the long tail, as in the browser. */
  isTail(row: number): boolean;
  /** Rows of a shopper's history. */
  historyRows(shopper: TestShopper): ReadonlySet<number>;
}

/**
 * The context of one split.
 *
 * @param pack decoded; its popularity gives the expected list
 * @param training training data
 * @param catalog in row order
 * @param measured `cutoffs`: lengths of the lists measured, ascending; `tiesCountAgainst`: whether targets rank behind other items of the same score;
 *   `groups`: of items, or null; `objective`: values of its attribute, or null
 */
export function evaluationContext(
  pack: Pack,
  training: Interactions,
  catalog: readonly CatalogItem[],
  measured: Pick<EvaluationContext, 'cutoffs' | 'tiesCountAgainst' | 'groups' | 'objective'>,
): EvaluationContext {
  const popularOrder = Uint32Array.from({ length: pack.items }, (_, row) => row);
  popularOrder.sort((a, b) => pack.popularity[b] - pack.popularity[a] || a - b);
  return {
    items: pack.items,
    users: training.users,
    ...measured,
    audience: itemAudience(training),
    categories: itemCategories(catalog),
    popularOrder,
    isTail: longTail(pack.popularity),
    historyRows: ({ profile }) => new Set(profile.interactions.map(({ itemId }) => pack.rowOf(itemId)).filter((row) => row >= 0)),
  };
}
