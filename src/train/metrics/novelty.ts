import { audienceOf, type ItemAudience } from './item-audience.js';

/**
 * Inverse user frequency of an item, in bits: log2(all shoppers / shoppers of the item). An item without shoppers counts as
 * having one. The mean over a list is its novelty.
 *
 * @param audience shoppers of each item in training
 * @param item row
 * @see Castells, Hurley, Vargas: Novelty and diversity in recommender systems, Recommender Systems Handbook, 2nd ed.
 *   2015, section 26.3.2; Zhou et al., PNAS 2010 (self-information)
 */
export function inverseUserFrequency(audience: ItemAudience, item: number): number {
  return Math.log2(Math.max(1, audience.shoppers) / Math.max(1, audienceOf(audience, item)));
}

/**
 * Share of all shoppers who have an item in training, 0 to 1. The mean over a list is its popularity, which is high for bestsellers.
 *
 * @param audience shoppers of each item in training
 * @param item row
 * @see Abdollahpouri, Burke, Mobasher: Managing popularity bias in recommender systems with personalized re-ranking,
 *   FLAIRS 2019, equation 4 (average recommendation popularity), over the number of shoppers
 */
export function popularityShare(audience: ItemAudience, item: number): number {
  return audienceOf(audience, item) / Math.max(1, audience.shoppers);
}
