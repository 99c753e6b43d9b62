import { mlpOutput } from '../../ranker/mlp-ranker.js';
import type { PackRanker } from '../../types/scoring/pack-ranker.js';
import { type HeldOutLists, JUDGED, type RankerExample } from './replay-shoppers.js';

/** NDCG@10 of a shopper's lists as they are, and reordered: means over the lists. */
export interface JudgedShopper {
  readonly plain: number;
  readonly reordered: number;
}

/**
 * NDCG@10 of each shopper's lists, with and without a ranker. A list of ten is reordered among twenty candidates, as in the browser.
 *
 * @param ranker null: it adds nothing
 * @param shoppers who did not train it
 */
export function judgeRanker(ranker: PackRanker | null, shoppers: readonly HeldOutLists[]): JudgedShopper[] {
  return shoppers.map(({ lists, examples }) => {
    let plain = 0;
    let reordered = 0;
    for (const example of examples) {
      if (example.window !== 2 * JUDGED) continue;
      plain += gainAt(example.target);
      reordered += gainAt(ranker === null ? example.target : placeOf(ranker, example));
    }
    return { plain: plain / Math.max(lists, 1), reordered: reordered / Math.max(lists, 1) };
  });
}

/**
 * Mean gain of a ranker over shoppers, and its standard error.
 *
 * @param judged from `judgeRanker`
 */
export function gainOf(judged: readonly JudgedShopper[]): { readonly mean: number; readonly error: number } {
  const gains = judged.map(({ plain, reordered }) => reordered - plain);
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / gains.length;
  return { mean, error: Math.sqrt(variance / gains.length) };
}

/** Place of the chosen item in the reordered list, from 0. Of equal items the earlier stays first. */
function placeOf(ranker: PackRanker, { scores, features, target }: RankerExample): number {
  const signals = features.length / scores.length;
  const totals = scores.map((score, item) => score + mlpOutput(ranker, features.subarray(item * signals, (item + 1) * signals)));
  return totals.reduce((place, total, item) => place + (total > totals[target] || (total === totals[target] && item < target) ? 1 : 0), 0);
}

function gainAt(place: number): number {
  return place < JUDGED ? 1 / Math.log2(place + 2) : 0;
}
