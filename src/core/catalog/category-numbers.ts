import { categoryPaths } from './category-levels.js';

/**
 * Numbers categories by the first level at which there is more than one, since shops often put everything under one root.
 *
 * @param types the `product_type` of each item, from `readCategory`; undefined for items without one
 * @returns category numbers in the same order, -1 for items without one; null where there are no two categories
 */
export function categoryNumbers(types: readonly (string | undefined)[]): Int32Array | null {
  const paths = types.map((type) => categoryPaths(type ?? ''));
  const depth = paths.reduce((most, path) => Math.max(most, path.length), 0);
  for (let level = 1; level <= depth; level++) {
    const numbers = new Map<string, number>();
    const categories = Int32Array.from(paths, (path) => {
      if (path.length === 0) return -1;
      const name = path[Math.min(level, path.length) - 1];
      const known = numbers.get(name) ?? numbers.size;
      numbers.set(name, known);
      return known;
    });
    if (numbers.size > 1) return categories;
  }
  return null;
}
