import type { EventName } from '../types/event.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';

/** Events that say what a shopper is ready to pay; a list that was shown says nothing. */
const PRICED: ReadonlySet<EventName> = new Set(['view_item', 'select_item', 'add_to_cart', 'add_to_wishlist', 'purchase']);

/**
 * The price that is usual: the median over the items that the shopper looked at, put in the cart, wished for or bought, each once; while
 * nothing is known of them, over the catalogue, so that a rule about it holds for everybody.
 *
 * @param pack the catalogue, with prices
 * @param profile the shopper
 * @returns in the feed's currency; NaN where no item has a price
 */
export function usualPrice(pack: Pack, profile: Profile): number {
  const prices = pack.numberColumn('price') ?? new Float64Array(pack.items).fill(Number.NaN);
  const own = medianOf(Float64Array.from(rowsCaredFor(pack, profile), (row) => prices[row]));
  return Number.isNaN(own) ? medianOf(prices) : own;
}

/** Rows of the items that the shopper cared for, each once. */
export function rowsCaredFor(pack: Pack, profile: Profile): number[] {
  const rows = new Set(profile.interactions.filter(({ name }) => PRICED.has(name)).map(({ itemId }) => pack.rowOf(itemId)));
  rows.delete(-1);
  return [...rows];
}

/** The middle one, or the mean of the two in the middle; those not given do not count. NaN of nothing. */
function medianOf(values: Float64Array): number {
  const given = values.filter((value) => !Number.isNaN(value)).sort();
  const middle = given.length >> 1;
  return given.length % 2 === 1 ? given[middle] : (given[middle - 1] + given[middle]) / 2;
}
