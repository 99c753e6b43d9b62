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
  const own = medianOf(pricesSeen(pack, profile));
  return Number.isNaN(own) ? medianOf(Float64Array.from(pack.numberColumn('price') ?? [])) : own;
}

/** Prices of the items that the shopper cared for, each once, in no order. */
export function pricesSeen(pack: Pack, profile: Profile): Float64Array {
  const prices = pack.numberColumn('price');
  const rows = new Set(profile.interactions.filter(({ name }) => PRICED.has(name)).map(({ itemId }) => pack.rowOf(itemId)));
  return Float64Array.from([...rows].filter((row) => row >= 0).map((row) => prices?.[row] ?? Number.NaN));
}

/** The middle one, or the mean of the two in the middle; those not given do not count. NaN of nothing. */
export function medianOf(values: Float64Array): number {
  const given = values.filter((value) => !Number.isNaN(value)).sort();
  const middle = given.length >> 1;
  return given.length % 2 === 1 ? given[middle] : (given[middle - 1] + given[middle]) / 2;
}
