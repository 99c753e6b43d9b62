import { categoryPaths } from '../../core/catalog/category-levels.js';
import type { CatalogItem } from '../../types/catalog-item.js';

/** Number of items at which a category's mean and that of its parent have equal weights. */
const PRIOR_ITEMS = 10;

/**
 * Mean popularity of each item's category, as a prior for items without events. The mean of a category is shrunk towards that of its
 * parent, up to the whole catalogue, the more the fewer items it has.
 *
 * @param catalog in row order; `product_type` is a path such as `Outdoor > Tents`
 * @param popularity 0 to 1, shape [items]
 * @param counts whether a row counts in the means
 * @returns shape [items], 0 to 1
 * @see Efron, Morris: Stein's estimation rule and its competitors, JASA 1973, for drawing means together
 */
export function categoryPrior(catalog: readonly CatalogItem[], popularity: Float32Array, counts: (row: number) => boolean): Float32Array {
  const sums = new Map<string, { sum: number; items: number }>();
  const pathsOf = ({ product_type }: CatalogItem): string[] => ['', ...categoryPaths((product_type ?? '').toLowerCase())];
  for (const [row, item] of catalog.entries()) {
    if (!counts(row)) continue;
    for (const path of pathsOf(item)) {
      const known = sums.get(path) ?? { sum: 0, items: 0 };
      sums.set(path, { sum: known.sum + popularity[row], items: known.items + 1 });
    }
  }
  const whole = sums.get('');
  if (whole === undefined) return new Float32Array(catalog.length);
  return Float32Array.from(catalog, (item) =>
    pathsOf(item).reduce((mean, path) => {
      const { sum, items } = sums.get(path) ?? { sum: 0, items: 0 };
      return (sum + PRIOR_ITEMS * mean) / (items + PRIOR_ITEMS);
    }, whole.sum / whole.items),
  );
}
