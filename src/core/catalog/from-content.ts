import type { Pack } from '../../types/pack.js';

/**
 * Whether the likeness of two items is known from their content alone, because few or no shoppers know one of the two.
 *
 * @param pack the catalogue
 * @param rows of the items
 */
export function isFromContent({ fromContent }: Pack, ...rows: readonly number[]): boolean {
  return fromContent !== null && rows.some((row) => fromContent[row >> 3] & (1 << (row & 7)));
}
