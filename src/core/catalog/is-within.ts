/** What parts the levels of `product_type`. */
export const LEVEL = ' > ';

/**
 * Is a category this one, or one below it?
 *
 * @param category as in the feed's `product_type`: "Outdoor > Tents > Family"; '' is none, and lies within none
 * @param above likewise: "Outdoor > Tents"
 */
export function isWithin(category: string, above: string): boolean {
  return category !== '' && (category === above || category.startsWith(above + LEVEL));
}
