import type { EventName } from '../types/event.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';

/** Events that say what a shopper is ready to pay; a list that was shown says nothing. */
const PRICED: ReadonlySet<EventName> = new Set(['view_item', 'select_item', 'add_to_cart', 'add_to_wishlist', 'purchase']);

/** Priced items of a category from which on it has a usual price of its own: with fewer, one odd item would be the rule. */
const ENOUGH = 3;

/**
 * The prices of the items that the shopper looked at, chose, put in the cart, wished for or bought, each item once.
 *
 * @param pack the catalogue; its prices count, not those of the events, which are of their day
 * @param profile the shopper
 * @returns the prices above 0 of each category (code of `product_type`, 0 for none), in no order
 */
export function pricesByCategory(pack: Pack, profile: Profile): Map<number, number[]> {
  const prices = pack.numberColumn('price');
  const codes = pack.codedColumn('product_type')?.codes;
  const rows = new Set(profile.interactions.filter(({ name }) => PRICED.has(name)).map(({ itemId }) => pack.rowOf(itemId)));
  const byCategory = new Map<number, number[]>();
  for (const row of rows) {
    const price = row < 0 ? Number.NaN : (prices?.[row] ?? Number.NaN);
    if (!(price > 0)) continue;
    const category = codes?.[row] ?? 0;
    const known = byCategory.get(category);
    if (known === undefined) byCategory.set(category, [price]);
    else known.push(price);
  }
  return byCategory;
}

/**
 * Makes one thing of the prices of each row's category: of its own where enough of them are known, else of all.
 *
 * @param pack the catalogue
 * @param byCategory as `pricesByCategory` gives them
 * @param make what to make, of one price or more
 * @param least prices known in all from which on there is anything to make, 1 or more
 * @returns by row; undefined where fewer are known
 */
export function ofCategory<T>(
  pack: Pack,
  byCategory: ReadonlyMap<number, readonly number[]>,
  make: (prices: readonly number[]) => T,
  least: number,
): ((row: number) => T) | undefined {
  const all = [...byCategory.values()].flat();
  if (all.length < least) return undefined;
  const overall = make(all);
  const own = new Map(
    [...byCategory].filter(([code, prices]) => code > 0 && prices.length >= ENOUGH).map(([code, of]) => [code, make(of)]),
  );
  const column = pack.codedColumn('product_type');
  if (column === null) return () => overall;
  // Each category is looked up once, however many rows it has.
  const byCode = column.values.map((_, code) => own.get(code) ?? overall);
  return (row) => byCode[column.codes[row]];
}

/**
 * The price that is usual for this shopper: the median, in the item's own category where 3 or more prices are known there, else over all.
 *
 * @param pack the catalogue, with prices in one currency
 * @param profile the shopper
 * @returns in the feed's currency, shape [items]; NaN for all where nothing is known
 */
export function usualPrice(pack: Pack, profile: Profile): Float64Array | number {
  const usual = ofCategory(pack, pricesByCategory(pack, profile), medianOf, 1);
  if (usual === undefined) return Number.NaN;
  const prices = new Float64Array(pack.items);
  for (let row = 0; row < pack.items; row++) prices[row] = usual(row);
  return prices;
}

/** The middle one, or the mean of the two in the middle; NaN of nothing. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
