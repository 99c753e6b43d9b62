import { categoryLevels, categoryPaths, LEVEL_SEPARATOR, readCategory } from '../../core/catalog/category-levels.js';
import { TASTE_COLUMNS } from '../../profile/heed-wishes.js';
import type { Pack } from '../../types/pack.js';
import type { TasteKind } from '../../types/results/taste-wish.js';

/**
 * The name of a taste in the catalogue.
 *
 * @param pack the catalogue; a category may also be named in the page's language
 * @param kind of the taste
 * @param said its name, as people write it
 * @returns null where no item has it
 */
export function tasteNamed(pack: Pick<Pack, 'codedColumn' | 'categoryNames'>, kind: TasteKind, said: string): string | null {
  const values = pack.codedColumn(TASTE_COLUMNS[kind])?.values ?? [];
  if (kind !== 'category') {
    const name = said.trim();
    return name !== '' && values.includes(name) ? name : null;
  }
  const name = readCategory(said);
  if (values.some((value) => categoryPaths(value).includes(name))) return name;
  for (const [code, value] of values.entries()) {
    const place = categoryPaths(pack.categoryNames?.[code] ?? '').indexOf(name);
    const levels = categoryLevels(value);
    if (place >= 0 && levels.length > place) return levels.slice(0, place + 1).join(LEVEL_SEPARATOR);
  }
  return null;
}
