import type { Candidate, ListStep } from '../types/candidate.js';
import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import { priceLevels } from './price-levels.js';
import { rowsCaredFor } from './usual-price.js';

/** Fewer priced items than that are no band. */
const FEWEST = 3;

/**
 * Items outside the shopper's own band of prices fall back. The band is where the prices of the items that they cared for lie within
 * their categories: from the first to the third quartile of their levels. What is taken off is a share of what the item is ahead of the
 * weakest candidate: `strength * distance from the band * (score - least)`. Prices themselves stay what they are.
 *
 * @param pack the catalogue
 * @param profile the shopper
 * @param strength 0, not at all, to 1
 * @returns null where the pack has no prices, or too little is known
 * @see priceLevels
 */
export function fitPrice(pack: Pack, profile: Profile, strength: number): ListStep | null {
  const name = 'price fit';
  const levels = pack.numberColumn('price') === null ? null : priceLevels(pack);
  const own = levels === null ? [] : rowsCaredFor(pack, profile).map((row) => levels[row]);
  const given = own.filter((level) => !Number.isNaN(level)).sort((a, b) => a - b);
  if (levels === null || given.length < FEWEST) return null;
  const [low, high] = [given[given.length >> 2], given[(3 * given.length) >> 2]];
  return {
    name,
    apply: (candidates) => {
      const least = candidates.reduce((lowest, { score }) => Math.min(lowest, score), Number.POSITIVE_INFINITY);
      return candidates
        .map((candidate): Candidate => {
          const distance = Math.max(0, low - levels[candidate.row], levels[candidate.row] - high);
          const contribution = -strength * distance * (candidate.score - least);
          // Nothing is held against an item without a price.
          if (!(contribution < 0)) return candidate;
          const adjustments = [...candidate.adjustments, { step: name, contribution }];
          return { ...candidate, score: candidate.score + contribution, adjustments };
        })
        .sort((a, b) => b.score - a.score);
    },
  };
}
