import { isWithin, readCategory } from '../../core/catalog/category-levels.js';
import type { Pack } from '../../types/pack.js';

/**
 * The categories of a pack, as paths.
 *
 * @param pack the catalogue
 */
export function categoriesOf(pack: Pack): readonly string[] {
  return (pack.codedColumn('product_type')?.values ?? []).map(readCategory);
}

/** Whether a pack has items of a category, or of one below it. */
export function hasCategory(pack: Pack, category: string): boolean {
  return categoriesOf(pack).some((value) => isWithin(value, readCategory(category)));
}
