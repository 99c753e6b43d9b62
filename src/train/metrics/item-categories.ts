import type { CatalogItem } from '../../types/catalog-item.js';

/** What parts the levels of `product_type`. */
const LEVELS = /\s*[>/|]\s*/;

/**
 * A category per item: the first level of `product_type` at which the catalogue has more than one, since shops often put
 * everything under one root.
 *
 * @param catalog in row order
 * @returns category numbers by row, -1 for items without one; null where the catalogue has no two categories
 */
export function itemCategories(catalog: readonly CatalogItem[]): Int32Array | null {
  const paths = catalog.map(({ product_type: type }) => (type === undefined ? [] : type.split(LEVELS)));
  const depth = paths.reduce((most, path) => Math.max(most, path.length), 0);
  for (let level = 1; level <= depth; level++) {
    const numbers = new Map<string, number>();
    const categories = Int32Array.from(paths, (path) => {
      if (path.length === 0) return -1;
      const name = path.slice(0, level).join(' > ');
      const known = numbers.get(name) ?? numbers.size;
      numbers.set(name, known);
      return known;
    });
    if (numbers.size > 1) return categories;
  }
  return null;
}
