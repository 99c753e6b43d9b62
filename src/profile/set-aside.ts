import { isWithin } from '../core/catalog/category-levels.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import { restoreProfile } from './fold-events.js';

/**
 * The profile without the interactions with sensitive categories. Hidden items stay hidden: hiding is about the list, and no taste. Searches
 * stay too: what they find in sensitive categories is left out where they are heard.
 *
 * @param profile the shopper
 * @param pack whose manifest names the categories; items that are not in it count as not sensitive
 */
export function setAside(profile: Profile, pack: Pick<Pack, 'manifest' | 'codedColumn' | 'rowOf'>): Profile {
  const isSensitive = sensitiveRows(pack);
  const recorded = profile.recorded.filter(({ itemId }) => !isSensitive(pack.rowOf(itemId)));
  if (recorded.length === profile.recorded.length) return profile;
  // A refund of an order whose items are set aside finds nothing, but is not of an unknown order.
  const unknownRefunds = profile.unknownRefunds.filter(({ itemId }) => !isSensitive(pack.rowOf(itemId)));
  return { ...restoreProfile({ recorded, searches: profile.searches, wishes: profile.wishes }), hidden: profile.hidden, unknownRefunds };
}

/**
 * Finds the rows of sensitive categories.
 *
 * @param pack whose manifest names the categories
 * @returns whether a row is in one of them; false for -1
 */
export function sensitiveRows({ manifest, codedColumn }: Pick<Pack, 'manifest' | 'codedColumn'>): (row: number) => boolean {
  const column = codedColumn('product_type');
  const sensitive = column?.values.map((value) => isSensitiveCategory(manifest, value)) ?? [];
  return (row) => row >= 0 && column !== null && sensitive[column.codes[row]];
}

/** Whether the manifest names this category, as in `product_type`, or one above it. */
export function isSensitiveCategory({ sensitive }: Pack['manifest'], category: string): boolean {
  return sensitive?.some((above) => isWithin(category, above)) ?? false;
}
