import { normalizeName } from '../input/normalize-name.js';

/**
 * Finds a column by its normalised name, see `normalizeName`.
 *
 * @param columns of a table
 * @param names recognised names, normalised, the most specific first
 * @returns the table's name of the column, or undefined
 */
export function matchColumn(columns: readonly string[], names: readonly string[]): string | undefined {
  const letters = columns.map(normalizeName);
  for (const name of names) if (letters.includes(name)) return columns[letters.indexOf(name)];
  return undefined;
}

/** Recognised names of the column of the shop's item ids, normalised. */
export const ITEM_NAMES = ['itemid', 'item', 'productid', 'product', 'sku', 'offerid'];
