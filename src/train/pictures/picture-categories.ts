import { categoryLevels, categoryPaths } from '../../core/catalog/category-levels.js';
import type { CatalogItem } from '../../types/catalog-item.js';

/** Maximum number of categories with pictures of their own: a pack has at most 256 files that are fetched on use. */
const MAX_CATEGORIES = 128;

/** The categories by which pictures are parted, and the one of each item. */
export interface PictureCategories {
  /** By row; '' where the item has none with pictures of its own. */
  readonly ofRow: readonly string[];
  /** Those with pictures of their own, in alphabetical order. */
  readonly names: readonly string[];
  /** Those without, since there are too many: the ones with the fewest items. */
  readonly leftOut: readonly string[];
}

/**
 * The widest categories that part a catalogue: those of the first level on which not all items are alike.
 *
 * @param catalog in row order
 */
export function pictureCategories(catalog: readonly Pick<CatalogItem, 'product_type'>[]): PictureCategories {
  const levels = catalog.map(({ product_type: category = '' }) => categoryLevels(category));
  const deepest = levels.reduce((most, { length }) => Math.max(most, length), 0);
  let depth = 0;
  while (depth < deepest - 1 && new Set(levels.flatMap((of) => (of.length === 0 ? [] : of[depth]))).size === 1) depth++;
  const all = catalog.map(({ product_type: category = '' }) => {
    const paths = categoryPaths(category);
    return paths[Math.min(depth, paths.length - 1)] ?? '';
  });
  const counts = new Map<string, number>();
  for (const name of all) if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  const ranked = [...counts].sort(([a, of], [b, other]) => other - of || (a < b ? -1 : 1)).map(([name]) => name);
  const kept = new Set(ranked.slice(0, MAX_CATEGORIES));
  return {
    ofRow: all.map((name) => (kept.has(name) ? name : '')),
    names: [...kept].sort(),
    leftOut: ranked.slice(MAX_CATEGORIES),
  };
}
