import type { Neighbours } from './pack.js';

/** What goes with what, learned from baskets: the content of a pack's file `baskets`. */
export interface Complements {
  /** What is bought with each item. */
  readonly pairs: Neighbours;
  /** What is bought with the items of each category, by the code of the column `product_type`; no rows without categories. */
  readonly categories: Neighbours;
  /** Weight of its category's row per item, in 255ths: 255 without baskets. Shape [items]. */
  readonly backOff: Uint8Array;
}
