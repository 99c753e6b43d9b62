import { categoryNumbers } from '../../core/catalog/category-numbers.js';
import type { CatalogItem } from '../../types/catalog-item.js';

/**
 * A category per item: the first level of `product_type` at which the catalogue has more than one.
 *
 * @param catalog in row order
 * @returns category numbers by row, -1 for items without one; null where the catalogue has fewer than two categories
 */
export function itemCategories(catalog: readonly CatalogItem[]): Int32Array | null {
  return categoryNumbers(catalog.map(({ product_type: type }) => type));
}
