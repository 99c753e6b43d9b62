import type { PackRanker } from '../../types/scoring/pack-ranker.js';
import { gainOf, type JudgedShopper, judgeRanker } from './judge-ranker.js';
import type { HeldOutLists } from './replay-shoppers.js';
import { trainMlp } from './train-mlp.js';

/** Standard errors by which lists must be better, as for the sequence encoder. */
const CERTAINTY = 0.5;

/** A ranker, if it helps. */
export interface GatedRanker {
  /** Learned from all the shoppers; null where it does not help. */
  readonly ranker: PackRanker | null;
  /** Lists of all the shoppers, each by a ranker that did not learn from them. */
  readonly judged: readonly JudgedShopper[];
}

/**
 * Trains a ranker, if its lists are better. Cross-fitted: each half of the shoppers judges one that learned from the other half; a ranker is used only
 * where NDCG@10 of both together is half a standard error above that of the lists as they are.
 *
 * @param shoppers in random order
 * @param seed of the training
 */
export function gatedRanker(shoppers: readonly HeldOutLists[], seed: number): GatedRanker {
  const halves = [0, 1].map((half) => shoppers.filter((_, place) => place % 2 === half));
  const judged = [0, 1].flatMap((half) => judgeRanker(trainMlp(halves[1 - half], seed), halves[half]));
  const { mean, error } = gainOf(judged);
  return { ranker: mean > CERTAINTY * error ? trainMlp(shoppers, seed) : null, judged };
}
