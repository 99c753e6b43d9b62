/**
 * Separates the levels of a category in packs, requests and rules: "Outdoor > Tents". Nothing else does: `/` and `|` are part of a name, as
 * in Google Merchant's feeds ("Bags / Cases").
 */
export const LEVEL_SEPARATOR = ' > ';

/**
 * A category as packs contain it, from one as people write it: blanks around `>` are optional, and empty levels are left out.
 *
 * @param written such as "Outdoor>Tents" or " Outdoor > > Tents "; '' is no category
 */
export function readCategory(written: string): string {
  return written
    .split('>')
    .map((level) => level.trim())
    .filter(Boolean)
    .join(LEVEL_SEPARATOR);
}

/**
 * The names of a category's levels, the widest first.
 *
 * @param category from `readCategory`
 * @returns [] for ''
 */
export function categoryLevels(category: string): string[] {
  return category === '' ? [] : category.split(LEVEL_SEPARATOR);
}

/**
 * A category and all above it: `A` and `A > B` for `A > B`.
 *
 * @param category from `readCategory`
 * @returns the widest first; [] for ''
 */
export function categoryPaths(category: string): string[] {
  return categoryLevels(category).map((_, depth, levels) => levels.slice(0, depth + 1).join(LEVEL_SEPARATOR));
}

/**
 * Whether a category is another one, or below it.
 *
 * @param category from `readCategory`: "Outdoor > Tents > Family"; '' is no category, and within none
 * @param above likewise: "Outdoor > Tents"
 */
export function isWithin(category: string, above: string): boolean {
  return category !== '' && (category === above || category.startsWith(above + LEVEL_SEPARATOR));
}
