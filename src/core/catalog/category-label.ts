import type { Pack } from '../../types/pack.js';
import { categoryLevels, isWithin, LEVEL_SEPARATOR } from './category-levels.js';

/**
 * What the page's locale calls a category, for people. A category that is only above those of items is called as the first of them that the locale names
 * with as many levels.
 *
 * @param pack the catalogue, in the locale of the page
 * @param category as the catalogue calls it, whole: "Outdoor > Tents"
 * @returns undefined where the locale has no other name, and in the catalogue's own language
 */
export function categoryLabel(
  { categoryNames, codedColumn }: Pick<Pack, 'categoryNames' | 'codedColumn'>,
  category: string,
): string | undefined {
  const values = codedColumn('product_type')?.values;
  if (categoryNames === undefined || values === undefined) return undefined;
  const own = categoryNames[values.indexOf(category)] ?? category;
  if (own !== category) return own;
  const depth = categoryLevels(category).length;
  for (const [code, value] of values.entries()) {
    if (!isWithin(value, category)) continue;
    const levels = categoryLevels(categoryNames[code]);
    const label = levels.slice(0, depth).join(LEVEL_SEPARATOR);
    if (levels.length === categoryLevels(value).length && label !== category) return label;
  }
  return undefined;
}
