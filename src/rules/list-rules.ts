import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import type { ListStep } from '../types/candidate.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import type { ListRequest } from '../types/request.js';
import { boostItems } from './boost-items.js';
import { filterItems } from './filter-items.js';
import { fitPrice } from './fit-price.js';
import { shopColumns } from './shop-columns.js';

/** What a call's expressions come to. */
export interface ListRules {
  /** Bitset over the rows that the filter leaves out; null where there is none. */
  readonly mask: Uint32Array | null;
  /** What changes scores: boost and price fit. */
  readonly steps: readonly ListStep[];
}

/**
 * Works out filter, boost and price fit of a call.
 *
 * @param context pack, shopper and clock
 * @param request with `filter`, `boost`, `priceFit`
 * @param notes takes, in words, what could not be done
 * @throws OnshelfError `bad-argument` with place and hint, where an expression is none
 */
export function listRules(
  { pack, profile, now }: { readonly pack: Pack; readonly profile: Profile; readonly now: number },
  { filter, boost, priceFit }: ListRequest,
  notes: string[],
): ListRules {
  const columns = shopColumns(pack, profile, now);
  const mask = filter ? named('filter', () => filterItems(String(filter), columns)) : null;
  const steps = boost ? [named('boost', () => boostItems(String(boost), columns))] : [];
  const strength = Math.min(Math.max(Number(priceFit ?? 0), 0), 1);
  const fit = strength > 0 ? fitPrice(pack, profile, strength) : null;
  if (fit !== null) steps.push(fit);
  else if (strength > 0) notes.push('priceFit: left out; too few prices are known of this shopper, or the pack has none.');
  return { mask, steps };
}

/** A call may hold several expressions: an error says in which. */
function named<Result>(parameter: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new OnshelfError('bad-argument', `${parameter}: ${messageOf(error)}`);
  }
}
