import { categoryPaths } from '../../core/catalog/category-levels.js';
import { saltedHash } from '../../core/events/noted-forget.js';
import type { NotedConditions } from '../../types/known.js';
import type { Pack } from '../../types/pack.js';

/** Which items a request to forget by category or brand is about. */
interface NotedItems {
  /** Whether an item is of its category and brand; false for one that the pack does not have. */
  readonly isMeant: (itemId: string) => boolean;
  /** Whether a category or brand, by its name in the catalogue, is the one of the request, or below it. */
  readonly isNamed: (kind: 'category' | 'brand', name: string) => boolean;
  /** The condition that is met by no item of the pack. */
  readonly lacks?: 'category' | 'brand';
}

/**
 * Finds the items that a noted request to forget is about, by the hashes of their categories and brands.
 *
 * @param pack the catalogue; a category counts by its name in the feed, and in the page's language
 * @param salt of the note
 * @param where its conditions
 */
export function notedItems(pack: Pick<Pack, 'codedColumn' | 'rowOf' | 'categoryNames'>, salt: string, where: NotedConditions): NotedItems {
  const named = (column: 'product_type' | 'brand', hash: string, namesOf: (value: string, code: number) => readonly string[]) => {
    const coded = pack.codedColumn(column);
    const codes = new Set<number>();
    for (const [code, value] of (coded?.values ?? []).entries())
      if (namesOf(value, code).some((name) => saltedHash(salt, name) === hash)) codes.add(code);
    return { none: codes.size === 0, isIn: (row: number): boolean => coded !== null && codes.has(coded.codes[row]) };
  };
  const category =
    where.category === undefined
      ? null
      : named('product_type', where.category, (value, code) => [
          ...categoryPaths(value),
          ...categoryPaths(pack.categoryNames?.[code] ?? ''),
        ]);
  const brand = where.brand === undefined ? null : named('brand', where.brand, (value) => [value.trim()]);
  const lacks = category?.none ? 'category' : brand?.none ? 'brand' : undefined;
  return {
    isMeant: (itemId) => {
      const row = pack.rowOf(itemId);
      return row >= 0 && (!category || category.isIn(row)) && (!brand || brand.isIn(row));
    },
    isNamed: (kind, name) => {
      const hash = where[kind];
      const isHashed = (one: string): boolean => saltedHash(salt, one) === hash;
      return hash !== undefined && (kind === 'brand' ? isHashed(name.trim()) : pathsOf(pack, name).some(isHashed));
    },
    ...(lacks && { lacks }),
  };
}

/** A category with those above it, as the catalogue and as the page's language call them. */
function pathsOf({ codedColumn, categoryNames = [] }: Pick<Pack, 'codedColumn' | 'categoryNames'>, category: string): string[] {
  const own = categoryPaths(category);
  const values = codedColumn('product_type')?.values ?? [];
  const translated = values.flatMap((value, code) => {
    const names = categoryPaths(categoryNames[code] ?? '');
    return categoryPaths(value).includes(category) ? names.slice(0, own.length) : [];
  });
  return [...own, ...translated];
}
