import type { Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import type { Candidate, ListStep } from '../types/scoring/candidate.js';
import { medianOf, ofCategory, pricesByCategory } from './usual-price.js';

/** Minimum number of known prices for a band. */
const LEAST_PRICES = 3;
/** Factor from median absolute deviation to standard deviation, for a normal distribution. */
const NORMAL = 1.4826;
/** Minimum spread of the band, in natural logarithms. */
const LEAST_SPREAD = 0.25;

/** The distribution of the logarithms of a shopper's prices. */
interface PriceBand {
  readonly centre: number;
  /** Standard deviation, > 0. */
  readonly spread: number;
}

/**
 * Lowers the scores of items whose price is outside the shopper's price band, that of the item's category where it has enough prices. With z
 * the distance of the price's logarithm from the median in robust standard deviations, the deduction is a share of the item's lead over
 * the weakest candidate: `fit * (1 - exp(-z^2 / 2)) * (score - least)`. Prices themselves are not changed.
 *
 * @param pack the catalogue, with prices in one currency; items without a price keep their score
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
