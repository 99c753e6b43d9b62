import type { RankerSignal } from '../types/scoring/pack-ranker.js';

/** The ranker's signals of each item of a list, before scaling. Arrays of shape [items], NaN where not known. */
export interface ItemSignals {
  /** The personal score. */
  readonly score: readonly number[];
  /** 0 to 1. */
  readonly newness: readonly number[];
  /** 0 to 1. */
  readonly popularity: readonly number[];
  /** Minus the distance of the logarithms of price and usual price. */
  readonly priceFit: readonly number[];
}

/** The names of the weights, in their order. `position` and `rate` are learned, so that they do not bias the others, but not used to rank. */
export const WEIGHT_NAMES = ['score', 'newness', 'popularity', 'priceFit', 'position', 'rate'] as const;

/** The signals of which features are made, in the order of their columns: the weights that rank a list. */
export const SIGNAL_NAMES: readonly RankerSignal[] = ['score', 'newness', 'popularity', 'priceFit'];

/** Features are clipped to this number of standard deviations. */
const MAX_DEVIATIONS = 3;

/**
 * The features of the items of one list, shape [items, 6], row-major: each signal in standard deviations from the mean of this list, at most
 * 3, and 0 where it is not known or the same for all; then the position as `log2(1 + rank)`, and 1.
 *
 * Position is a feature while learning, and constant for all items of a list that is ranked, so that the effect of the place
 * on clicks is not attributed to the item.
 *
 * @param signals of the items
 * @param ranks from 1; null for a list to rank: all are 1
 * @see Zinkevich: Rules of machine learning, rule 36: positional features in training, and a default in serving
 */
export function listFeatures(signals: ItemSignals, ranks: readonly number[] | null): Float64Array {
  const size = WEIGHT_NAMES.length;
  const items = signals.score.length;
  const features = new Float64Array(items * size);
  for (const [column, name] of SIGNAL_NAMES.entries()) {
    const values = signals[name];
    const { mean, deviation } = spreadOf(values);
    for (let item = 0; item < items; item++) {
      const value = deviation > 0 && !Number.isNaN(values[item]) ? (values[item] - mean) / deviation : 0;
      features[item * size + column] = Math.min(MAX_DEVIATIONS, Math.max(-MAX_DEVIATIONS, value));
    }
  }
  for (let item = 0; item < items; item++) {
    features[item * size + 4] = Math.log2(1 + (ranks?.[item] ?? 1));
    features[item * size + 5] = 1;
  }
  return features;
}

/** Mean and standard deviation of the known values; a deviation within rounding is 0. */
export function spreadOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length < 2) return { mean: known[0] ?? 0, deviation: 0 };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
  return { mean, deviation: deviation > 1e-9 * Math.abs(mean) ? deviation : 0 };
}
