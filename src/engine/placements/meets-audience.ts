import type { Audience } from '../../types/scenarios.js';
import { SEGMENT_SHARE, shopperGroups } from '../context/shopper-groups.js';
import type { ListContext } from '../list/list-context.js';

/**
 * Whether a shopper is of an audience, by what this device knows. Only the shopper's own interest counts, and nothing that everybody likes; so
 * one of whom nothing is known, or too little, is of no category, brand or prototype.
 *
 * @param context pack, shopper and time
 * @param audience all of it has to hold
 * @returns a sentence where it cannot be told
 */
export function meetsAudience(context: ListContext, audience: Audience): boolean | string {
  const { category, brand, share = SEGMENT_SHARE, prototype, pack: number, known } = audience;
  const { manifest } = context.pack;
  const groups = shopperGroups(context);
  if (known !== undefined && known !== groups.isKnown) return false;
  if (category === undefined && brand === undefined && prototype === undefined) return true;
  if (prototype !== undefined && number !== manifest.number)
    return `its prototype is one of pack ${number}, and this is pack ${manifest.number}: each build numbers them anew`;
  if (!groups.isKnown) return false;
  if (category !== undefined && groups.interestInCategory(category) < share) return false;
  if (brand !== undefined && groups.interestInBrand(brand) < share) return false;
  return prototype === undefined || groups.prototype() === prototype;
}
