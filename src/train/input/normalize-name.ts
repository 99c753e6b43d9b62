/**
 * Normalises a name for comparison: only its letters and digits, of any script, in lower case. So `Item ID`, `item_id` and `itemId` are
 * equal, and `custom_label_0` and `custom_label_1` are not.
 *
 * @param name of a column or an event
 * @returns empty where the name has no letters and digits
 */
export function normalizeName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}
