import { isWithin, readCategory } from '../../core/catalog/category-levels.js';
import type { Pack } from '../../types/pack.js';

/**
 * The rows outside a category.
 *
 * @param pack the catalogue
 * @param category as in the feed's `product_type`, or as the page's locale calls it, with those below it. undefined: all categories
 */
export function* rowsOutside(pack: Pack, category: string | undefined): Generator<number> {
  if (category === undefined) return;
  const column = pack.codedColumn('product_type');
  const above = readCategory(category);
  const names = pack.categoryNames ?? [];
  const inside = column?.values.map((value, code) => isWithin(value, above) || isWithin(names[code] ?? '', above));
  for (let row = 0; row < pack.items; row++) if (inside?.[column?.codes[row] ?? 0] !== true) yield row;
}
