import { addBit, createBitset } from '../core/numbers/bitset.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import type { Exclude } from '../types/request.js';

/**
 * The exclusion mask: hidden items, and those of tastes of which the shopper asked for none, always; bought items or the whole history on request.
 *
 * @param pack the catalogue
 * @param profile the shopper
 * @param exclude which part of the history is left out
 * @returns bitset over rows
 */
export function excludeItems(pack: Pack, profile: Profile, exclude: Exclude): Uint32Array {
  const mask = createBitset(pack.items);
  const leaveOut = (itemId: string): void => {
    const row = pack.rowOf(itemId);
    if (row >= 0) addBit(mask, row);
  };
  for (const itemId of profile.hidden) leaveOut(itemId);
  if (exclude !== 'none') for (const itemId of profile.bought) leaveOut(itemId);
  if (exclude === 'seen') {
    // An impression is no act of the shopper.
    for (const { itemId, name } of profile.interactions) if (name !== 'view_item_list') leaveOut(itemId);
  }
  const { heeded } = profile;
  if (heeded) for (const [word, bits] of heeded.out.entries()) mask[word] |= bits;
  return mask;
}
