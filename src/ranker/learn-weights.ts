import { type Examples, fitLogistic, logLoss } from './fit-logistic.js';
import { WEIGHT_NAMES } from './list-features.js';

/** Prior weights: the score alone ranks, and one item of a few is clicked. In the order of `WEIGHT_NAMES`. */
const PRIOR = [1, 0, 0, 0, 0, -1];
/**
 * Strength of the prior: 1 equals the information of four items shown at even odds. The score's is largest: its lists have only items that it
 * ranks high, in its order, so that the place carries nearly the same information, and clicks change its weight by chance. Chosen on two of
 * the five folds of `npm run bench -- ranker`.
 */
const RIDGE = [20, 2, 2, 2, 1, 0.1];
/** Ridge of the baseline model: newness, popularity and price fit stay at 0. */
const RIDGE_OF_SCORE_ALONE = [20, 1e12, 1e12, 1e12, 1, 0.1];

/** Minimum number of lists with a click. */
export const LISTS_NEEDED = 3;
/** Number of lists before the first predicted one. */
const WARM_UP = 1;

/** A small ranker, and its gain on unseen lists. */
export interface LearnedRanker {
  /** Whether its gain on this shopper's lists is above 0. */
  readonly helps: boolean;
  /** Number of lists learned from. */
  readonly lists: number;
  /** Number of items in them. */
  readonly examples: number;
  /** In the order of `WEIGHT_NAMES`, learned from all lists. */
  readonly weights: Float64Array;
  /** Mean reduction of the log loss per item, in nats, against score and position alone, over lists predicted from earlier ones; null: too few. */
  readonly gain: number | null;
}

/**
 * Learns the ranker from the lists of one shopper, and validates it on each list with the weights learned from earlier ones (progressive
 * validation): it helps where its log loss is lower than that of score and position alone, over 3 lists or more. Requiring a significant gain
 * would exclude most shoppers whom it helps.
 *
 * @param lists examples of each list, oldest first
 * @see Blum, Kalai, Langford: Beating the hold-out, COLT 1999 (progressive validation)
 */
export function learnWeights(lists: readonly Examples[]): LearnedRanker {
  const all = join(lists);
  const gains: number[] = [];
  if (lists.length >= LISTS_NEEDED) {
    for (let at = WARM_UP; at < lists.length; at++) {
      const before = join(lists.slice(0, at));
      const alone = logLoss(lists[at], fitLogistic(before, PRIOR, RIDGE_OF_SCORE_ALONE));
      gains.push(alone - logLoss(lists[at], fitLogistic(before, PRIOR, RIDGE)));
    }
  }
  const gain = gains.reduce((sum, one) => sum + one, 0) / gains.length;
  return {
    helps: gain > 0,
    lists: lists.length,
    examples: all.labels.length,
    weights: fitLogistic(all, PRIOR, RIDGE),
    gain: gains.length > 0 ? gain : null,
  };
}

function join(lists: readonly Examples[]): Examples {
  const rows = lists.reduce((sum, { labels }) => sum + labels.length, 0);
  const features = new Float64Array(rows * WEIGHT_NAMES.length);
  const labels = new Uint8Array(rows);
  let at = 0;
  for (const list of lists) {
    features.set(list.features, at * WEIGHT_NAMES.length);
    labels.set(list.labels, at);
    at += list.labels.length;
  }
  return { features, labels };
}
