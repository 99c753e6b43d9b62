import { CONTEXT_NAMES } from '../rule-column.js';

/**
 * Names that an attribute may not have: columns of rules and of the catalogue, and words of the language. Used when a pack is built; a test
 * holds the list to the columns.
 */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...['id', 'title', 'link', 'image_link', 'brand', 'product_type', 'availability', 'item_group_id', 'size', 'color', 'price', 'currency'],
  ...['added', 'type', 'starts', 'ends', 'category', 'group', 'age', 'today', 'popularity', 'inStock', 'inCart', 'usualPrice', 'events'],
  ...['Viewed', 'Carted', 'Wished', 'Bought', 'Rated', 'Shown'].flatMap((touch) => [touch.toLowerCase(), `daysSince${touch}`]),
  ...CONTEXT_NAMES,
  ...['true', 'false', 'and', 'or', 'not', 'in', 'this'],
]);

/** Whether a name can be written in a rule. */
export function isRuleName(name: string): boolean {
  return /^[\p{Letter}_][\p{Letter}\p{Number}_]*$/u.test(name);
}
