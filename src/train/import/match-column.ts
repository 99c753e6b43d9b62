import { normalizeName } from '../input/normalize-name.js';

/**
 * Finds a column by what it may be called. Only letters count, so that `item_id`, `ItemID` and `item id` are one.
 *
 * @param columns a table's columns
 * @param names what it may be called, letters only, most telling first
 * @returns the table's own name, or undefined
 */
export function matchColumn(columns: readonly string[], names: readonly string[]): string | undefined {
  const letters = columns.map(normalizeName);
  for (const name of names) if (letters.includes(name)) return columns[letters.indexOf(name)];
  return undefined;
}

/** What a column of the shop's own item ids may be called. */
export const ITEM_NAMES = ['itemid', 'item', 'productid', 'product', 'sku', 'offerid'];
