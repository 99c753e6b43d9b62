import { isWithin } from '../core/catalog/category-levels.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import { restoreProfile } from './fold-events.js';

/**
 * The profile without what was done with items of sensitive categories, as if it had never been. What the shopper hid stays hidden: that is
 * their word about the list, and no taste. Searches stay as well: they are for the shopper to read, and no list is made of them.
 *
 * @param profile the shopper
 * @param pack whose manifest names the categories; items that it does not know count as not sensitive
 */
export function setAside(profile: Profile, pack: Pick<Pack, 'manifest' | 'codedColumn' | 'rowOf'>): Profile {
  const isSensitive = sensitiveRows(pack);
  const recorded = profile.recorded.filter(({ itemId }) => !isSensitive(pack.rowOf(itemId)));
  if (recorded.length === profile.recorded.length) return profile;
  return { ...restoreProfile({ recorded, searches: profile.searches }), hidden: profile.hidden };
}

/**
 * Tells the rows of sensitive categories.
 *
 * @param pack whose manifest names the categories
 * @returns whether a row lies in one of them; false for -1
 */
export function sensitiveRows({ manifest, codedColumn }: Pick<Pack, 'manifest' | 'codedColumn'>): (row: number) => boolean {
  const column = codedColumn('product_type');
  const sensitive = column?.values.map((value) => isSensitiveCategory(manifest, value)) ?? [];
  return (row) => row >= 0 && column !== null && sensitive[column.codes[row]];
}

/** Is this category, as in `product_type`, named by the manifest, or below one that is? */
export function isSensitiveCategory({ sensitive }: Pack['manifest'], category: string): boolean {
  return sensitive?.some((above) => isWithin(category, above)) ?? false;
}
