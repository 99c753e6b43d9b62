import type { EventName } from '../types/event.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';

/** Events whose items' prices count; impressions do not. */
const PRICED: ReadonlySet<EventName> = new Set(['view_item', 'select_item', 'add_to_cart', 'add_to_wishlist', 'purchase']);

/** Minimum number of prices for a category's own usual price: with fewer, one outlier would decide. */
const ENOUGH = 3;

/**
 * The prices of the items that the shopper viewed, selected, added to cart or wish list, or bought, each item once.
 *
 * @param pack the catalogue; its prices count, not those of the events, which may be outdated
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
 * A statistic of the prices of each row's category: of its own prices where there are 3 or more, else of all.
 *
 * @param pack the catalogue
 * @param byCategory from `pricesByCategory`
 * @param make computes the statistic, of one price or more
 * @param least minimum number of prices in all, 1 or more
 * @returns by row; undefined with fewer prices
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
  // Each category is looked up once, not once per row.
  const byCode = column.values.map((_, code) => own.get(code) ?? overall);
  return (row) => byCode[column.codes[row]];
}

/**
 * The shopper's usual price for each item: the median in the item's category where it has 3 or more prices, else of all.
 *
 * @param pack the catalogue, with prices in one currency
 * @param profile the shopper
 * @returns in the feed's currency, shape [items]; NaN where no price is known
 */
export function usualPrice(pack: Pack, profile: Profile): Float64Array | number {
  const usual = ofCategory(pack, pricesByCategory(pack, profile), medianOf, 1);
  if (usual === undefined) return Number.NaN;
  const prices = new Float64Array(pack.items);
  for (let row = 0; row < pack.items; row++) prices[row] = usual(row);
  return prices;
}

/** The median; NaN without values. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
