import type { AttributedList } from '../../profile/attribute-events.js';
import type { CorrectedClicks } from '../../types/results/measures.js';

/** Maximum weight of an item: one click at a low place must not dominate. */
const MAX_WEIGHT = 10;
/** Weight of the prior curve, in lists. */
const PRIOR_LISTS = 10;
/** Number of places; later ones count as the last. */
const PLACES = 100;
/** Minimum effective sample size. */
const LEAST_SIZE = 30;
/** Standard deviations of the 95 % interval. */
const CONFIDENCE = 1.96;

/**
 * How often each place is seen, relative to the most seen one: from the shopper's log, smoothed towards `1 / log2(1 + rank)` with the weight of
 * ten lists, and never rising from one place to the next.
 *
 * @param lists as attributed
 * @returns shape [100], by place, in (0, 1]
 * @see Joachims, Swaminathan, Schnabel: Unbiased learning-to-rank with biased feedback, WSDM 2017, for examination as propensity
 */
export function examinationOf(lists: readonly AttributedList[]): Float64Array {
  const seen = new Float64Array(PLACES);
  for (const list of lists) for (const place of new Set(shownOf(list).map((item) => item.place))) seen[place]++;
  const most = seen.reduce((greatest, times) => Math.max(greatest, times), 0);
  let last = 1;
  return seen.map((times, place) => {
    last = Math.min(last, (times + PRIOR_LISTS / Math.log2(2 + place)) / (most + PRIOR_LISTS));
    return last;
  });
}

/**
 * Click-through corrected for position: each seen item is weighted by one over the probability that its place is seen, clipped
 * at 10, and the sum is divided by the sum of the weights. The interval treats lists, not items, as random draws.
 *
 * @param lists of one model, as attributed
 * @param examination by place, in (0, 1]
 * @see Swaminathan, Joachims: The self-normalized estimator for counterfactual learning, NIPS 2015. The interval is that of a ratio
 *   (Cochran, Sampling Techniques, 3rd ed., section 6.3); the effective size is Kish's
 */
export function correctClicks(lists: readonly AttributedList[], examination: Float64Array): CorrectedClicks {
  const sums = lists.map((list) => {
    let [weight, squares, clicks] = [0, 0, 0];
    for (const { place, clicked } of shownOf(list)) {
      const one = Math.min(1 / examination[place], MAX_WEIGHT);
      weight += one;
      squares += one * one;
      if (clicked) clicks += one;
    }
    return { weight, squares, clicks };
  });
  const total = (field: 'weight' | 'squares' | 'clicks'): number => sums.reduce((sum, one) => sum + one[field], 0);
  const weight = total('weight');
  const effectiveSize = weight === 0 ? 0 : weight ** 2 / total('squares');
  const clickThrough = total('clicks') / weight;
  if (effectiveSize < LEAST_SIZE || !(clickThrough > 0)) return { clickThrough: null, low: null, high: null, effectiveSize };
  const spread = sums.reduce((sum, list) => sum + (list.clicks - clickThrough * list.weight) ** 2, 0);
  const margin = (CONFIDENCE * Math.sqrt(spread)) / weight;
  return { clickThrough, low: Math.max(0, clickThrough - margin), high: Math.min(1, clickThrough + margin), effectiveSize };
}

/** The seen or clicked items of a list whose place is known. */
function shownOf({ seen, clicked, places }: AttributedList): { readonly place: number; readonly clicked: boolean }[] {
  return [...new Set([...seen, ...clicked])].flatMap((itemId) => {
    const place = places.get(itemId);
    return place === undefined ? [] : [{ place: Math.min(place, PLACES - 1), clicked: clicked.has(itemId) }];
  });
}
