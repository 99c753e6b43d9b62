import type { Complements, Pack } from '../types/pack.js';
import type { TableShare } from './score-neighbours.js';

/** Weight 1 of a category's row. */
const WHOLE = 255;

/** What goes with one item of a cart: `own` from baskets with it, `category` from those with its category, where there is a row. */
export interface ComplementShares {
  readonly own: TableShare;
  readonly category: TableShare | null;
}

/**
 * The table rows of one cart item: what is bought with it, and, weighted less the more baskets tell of it, what is bought with its category.
 *
 * @param pack the catalogue
 * @param complements of the same pack
 * @param row the item
 */
export function complementShares(pack: Pack, { pairs, categories, backOff }: Complements, row: number): ComplementShares {
  const code = pack.codedColumn('product_type')?.codes[row] ?? 0;
  return {
    own: { table: pairs, row, share: 1 },
    category: code < categories.scales.length ? { table: categories, row: code, share: backOff[row] / WHOLE } : null,
  };
}
