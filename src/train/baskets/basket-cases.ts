import { seededRandom } from '../../core/numbers/random.js';
import type { Baskets } from './collect-baskets.js';

/** A cart, and the item that its shopper put with it. */
export interface BasketCase {
  /** Number of the basket. */
  readonly basket: number;
  /** Rows of the cart, each once, one or more. */
  readonly cart: readonly number[];
  /** Row of the item that was left out; not in the cart. */
  readonly target: number;
}

/** What is left of a basket: all its other items, or one of them, as on a product page. */
export type CartSize = 'rest' | 'one';

/**
 * Leaves items of baskets out.
 *
 * @param baskets of two items or more
 * @param size of the carts
 * @param most maximum number of items left out per basket, each in a case of its own
 * @param seed of the draws
 */
export function basketCases({ offsets, items }: Baskets, size: CartSize, most: number, seed: number): BasketCase[] {
  const random = seededRandom(seed);
  const cases: BasketCase[] = [];
  for (let basket = 0; basket + 1 < offsets.length; basket++) {
    const rows = [...items.subarray(offsets[basket], offsets[basket + 1])];
    for (let left = 0; left < Math.min(most, rows.length); left++) {
      // The first places are a seeded sample without replacement.
      const drawn = left + Math.floor(random() * (rows.length - left));
      [rows[left], rows[drawn]] = [rows[drawn], rows[left]];
      const rest = rows.filter((_, place) => place !== left);
      const cart = size === 'rest' ? rest : [rest[Math.floor(random() * rest.length)]];
      cases.push({ basket, cart, target: rows[left] });
    }
  }
  return cases;
}
