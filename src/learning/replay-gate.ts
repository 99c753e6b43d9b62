import type { ReplayCounts } from '../types/scoring/learned-state.js';

/** Minimum number of predicted items. */
export const PREDICTIONS_NEEDED = 12;
/** Places that count: below them, no list shows a change of place. */
export const PLACES_COUNTED = 20;
/** Maximum probability that a vector without any use would place so many items higher. */
const CHANCE = 0.01;

/** A replay of nothing. */
export const NO_REPLAY: ReplayCounts = { predicted: 0, higher: 0, lower: 0, gain: 0 };

/**
 * Counts one predicted item. Only the first 20 places count: a vector that moves items about far below them is no gain to any list.
 *
 * @param counts so far
 * @param before rank without the learned vector, from 1
 * @param after rank with it, from 1
 */
export function countPrediction(counts: ReplayCounts, before: number, after: number): ReplayCounts {
  const change = worthOfRank(after) - worthOfRank(before);
  return {
    predicted: counts.predicted + 1,
    higher: counts.higher + (change > 0 ? 1 : 0),
    lower: counts.lower + (change < 0 ? 1 : 0),
    gain: counts.gain + change,
  };
}

function worthOfRank(rank: number): number {
  return rank > PLACES_COUNTED ? 0 : 1 / Math.log2(1 + rank);
}

/**
 * Whether a learned vector may be used: on the shopper's own log it was a gain, over enough items, that chance does not explain (a one-sided
 * sign test over the items whose rank it changed).
 *
 * @param counts of the whole replay
 * @see Conover: Practical Nonparametric Statistics, 3rd ed., section 3.4
 */
export function passesReplay({ predicted, higher, lower, gain }: ReplayCounts): boolean {
  return predicted >= PREDICTIONS_NEEDED && gain > 0 && chanceOfMore(higher, higher + lower) <= CHANCE;
}

/** The probability of `heads` or more in `tosses` of a fair coin; 1 without tosses. */
function chanceOfMore(heads: number, tosses: number): number {
  let ways = 1;
  let sum = heads <= 0 ? 1 : 0;
  for (let k = 1; k <= tosses; k++) {
    ways = (ways * (tosses - k + 1)) / k;
    if (k >= heads) sum += ways;
  }
  return sum / 2 ** tosses;
}
