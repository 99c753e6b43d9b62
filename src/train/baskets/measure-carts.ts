import { TopList } from '../../core/numbers/top-list.js';
import type { SparseVector } from '../../types/scoring/query.js';
import type { BasketCase } from './basket-cases.js';

/** Scores for a cart: items that are not named score 0 and are not listed. */
export type CartRanker = (cart: readonly number[]) => SparseVector;

/** Measures of the lists of one ranker, one value per case. */
export interface CartMeasures {
  /** 1 where the left-out item is among the first ten. Shape [cases]. */
  readonly hits: Float64Array;
  /** `1 / log2(rank + 1)`, 0 beyond ten. Shape [cases]. */
  readonly gains: Float64Array;
  /** Share of the listed items that are in a category of the cart; NaN without a list, or without categories. Shape [cases]. */
  readonly ownCategory: Float64Array;
  /** Number of listed items, at most ten. Shape [cases]. */
  readonly listed: Float64Array;
}

/** Length of the lists measured. */
const CART_LIST_LENGTH = 10;

/**
 * Ranks the catalogue for each cart. The cart's own items are left out; equal scores are in order of row number, as in every scorer.
 *
 * @param cases carts and the items left out
 * @param ranker scores
 * @param codes category code of each item, 0: none
 */
export function measureCarts(cases: readonly BasketCase[], ranker: CartRanker, codes: Uint32Array): CartMeasures {
  const [hits, gains, ownCategory, listed] = Array.from({ length: 4 }, () => new Float64Array(cases.length));
  const list = new TopList(CART_LIST_LENGTH);
  for (const [index, { cart, target }] of cases.entries()) {
    const { items, values } = ranker(cart);
    const inCart = new Set(cart);
    for (const [place, item] of items.entries()) if (values[place] > 0 && !inCart.has(item)) list.offer(item, values[place]);
    const top = list.take().items;
    const place = top.indexOf(target);
    hits[index] = place < 0 ? 0 : 1;
    gains[index] = place < 0 ? 0 : 1 / Math.log2(place + 2);
    listed[index] = top.length;
    ownCategory[index] = shareOfOwn(cart, [...top], codes);
  }
  return { hits, gains, ownCategory, listed };
}

/**
 * The share of items that are in a category of the cart.
 *
 * @param cart rows
 * @param items rows
 * @param codes category code of each item, 0: none
 * @returns NaN where no item of either has a category
 */
export function shareOfOwn(cart: readonly number[], items: readonly number[], codes: Uint32Array): number {
  const own = new Set(cart.map((row) => codes[row]));
  own.delete(0);
  const coded = items.filter((row) => codes[row] !== 0);
  if (own.size === 0 || coded.length === 0) return Number.NaN;
  return coded.filter((row) => own.has(codes[row])).length / coded.length;
}

/** Mean of a column without its NaN; NaN where it has nothing else. */
export function meanDefined(column: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
