/**
 * What a name is compared by: its letters from a to z, in lower case. `Item ID`, `item_id` and `itemId` are one name, and so are
 * `Add to cart` and `add_to_cart`. The SQL of `cleanLog` says the same of event names.
 *
 * @param name a column, or an event
 * @returns empty where the name has no such letter
 */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}
