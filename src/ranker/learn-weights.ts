import { type Examples, fitLogistic, logLoss } from './fit-logistic.js';
import { WEIGHT_NAMES } from './list-features.js';

/** What is believed before any click: the score alone ranks, and one item of a few is clicked. In the order of `WEIGHT_NAMES`. */
const PRIOR = [1, 0, 0, 0, 0, -1];
/**
 * How firmly: 1 is as much as four items shown at even odds have to say. The score is held firmest: its own lists hold only what it ranks high,
 * in its own order, so that the place says nearly the same, and what clicks make of its weight is chance. Chosen on two of the five folds
 * that `npm run bench -- ranker` measures.
 */
const RIDGE = [20, 2, 2, 2, 1, 0.1];
/** Of the model that it is measured against: newness, popularity and price fit stay where they are, at 0. */
const RIDGE_OF_SCORE_ALONE = [20, 1e12, 1e12, 1e12, 1, 0.1];

/** Lists with a click that it takes. */
export const LISTS_NEEDED = 3;
/** Lists that come before the first that is foretold. */
const WARM_UP = 1;

/** A small ranker, and what it was worth on lists it had not seen. */
export interface LearnedRanker {
  /** Does it help this shopper, as far as their own lists tell? */
  readonly helps: boolean;
  /** Lists with a click that it learned from. */
  readonly lists: number;
  /** Items clicked or passed over in them. */
  readonly examples: number;
  /** In the order of `WEIGHT_NAMES`, learned from all lists. */
  readonly weights: Float64Array;
  /** Mean log loss per item, in nats, that score and position alone have more than it, over lists foretold from those before; null: too few. */
  readonly gain: number | null;
}

/**
 * Learns the ranker from the lists of one shopper, and validates it on each list by what was learned from those before it (progressive
 * validation): it helps where its log loss is lower than that of score and position alone, over 3 lists or more. To ask for a gain beyond chance,
 * too, kept it from most shoppers whom it helps.
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
