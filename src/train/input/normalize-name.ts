/**
 * Normalises a name for comparison: only its letters a to z, in lower case. So `Item ID`, `item_id` and `itemId` are equal. The
 * SQL of `cleanLog` does the same with event names.
 *
 * @param name of a column or an event
 * @returns empty where the name has no such letters
 */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}
