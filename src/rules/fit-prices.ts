import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import type { Candidate, ListStep } from '../types/scoring/candidate.js';
import { medianOf, ofCategory, pricesByCategory } from './usual-price.js';

/** Prices known of a shopper from which on there is a band. */
const LEAST_PRICES = 3;
/** What makes the median absolute deviation of a normal distribution its standard deviation. */
const NORMAL = 1.4826;
/** Narrowest band, in natural logarithms: a quarter. Prices hardly apart say that the shopper found what they wanted, not that no other would do. */
const LEAST_SPREAD = 0.25;

/** Where the logarithms of a shopper's prices lie. */
interface PriceBand {
  readonly centre: number;
  /** Standard deviation, > 0. */
  readonly spread: number;
}

/**
 * Lets items fall whose price lies outside the shopper's own band of prices, in the item's category where enough is known there. With z the
 * distance of the logarithms from their median in robust standard deviations, what is taken off is a share of what the item is ahead of
 * the weakest candidate: `fit * (1 - exp(-z^2 / 2)) * (score - least)`. No price is made or changed: the band ranks, and that is all.
 *
 * @param pack the catalogue, with prices in one currency; items without a price stay as they are
 * @param profile the shopper
 * @param fit above 0, to 1: at 1 an item far outside falls to the end
 * @returns null where fewer than 3 prices are known
 * @see Rousseeuw, Croux: Alternatives to the median absolute deviation, J. American Statistical Association 88 (1993), for the spread
 */
export function fitPrices(pack: Pack, profile: Profile, fit: number): ListStep | null {
  const bandOf = ofCategory(pack, pricesByCategory(pack, profile), priceBand, LEAST_PRICES);
  if (bandOf === undefined) return null;
  const prices = pack.numberColumn('price');
  const name = 'price fit';
  return {
    name,
    apply: (candidates) => {
      const least = candidates.reduce((lowest, { score }) => Math.min(lowest, score), Number.POSITIVE_INFINITY);
      return candidates
        .map((candidate): Candidate => {
          const price = prices?.[candidate.row] ?? Number.NaN;
          const { centre, spread } = bandOf(candidate.row);
          const z = (Math.log(price) - centre) / spread;
          const contribution = price > 0 ? -fit * (1 - Math.exp(-(z ** 2) / 2)) * (candidate.score - least) : 0;
          if (contribution === 0) return candidate;
          const adjustments = [...candidate.adjustments, { step: name, contribution }];
          return { ...candidate, score: candidate.score + contribution, adjustments };
        })
        .sort((a, b) => b.score - a.score);
    },
  };
}

function priceBand(prices: readonly number[]): PriceBand {
  const logs = prices.map(Math.log);
  const centre = medianOf(logs);
  return { centre, spread: Math.max(LEAST_SPREAD, NORMAL * medianOf(logs.map((log) => Math.abs(log - centre)))) };
}
