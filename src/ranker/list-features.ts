/** What the ranker knows of each item of a list, before it is put on one scale. Arrays of shape [items], NaN where not known. */
export interface ItemSignals {
  /** What the shopper's own taste gives it. */
  readonly score: readonly number[];
  /** 0 to 1. */
  readonly newness: readonly number[];
  /** 0 to 1. */
  readonly popularity: readonly number[];
  /** 0, the shopper's usual price, and the less the further away: minus the distance of the logarithms. */
  readonly priceFit: readonly number[];
}

/** The names of the weights, in their order. `position` and `rate` are learned so that they need not be laid to the items; no list is ranked by them. */
export const WEIGHT_NAMES = ['score', 'newness', 'popularity', 'priceFit', 'position', 'rate'] as const;

/** Of these, what a list is ranked by. */
const SIGNAL_NAMES = ['score', 'newness', 'popularity', 'priceFit'] as const;

/** No item stands out by more standard deviations than that. */
const MAX_DEVIATIONS = 3;

/**
 * The features of the items of one list, shape [items, 6], row-major: each signal in standard deviations from the mean of this list, at most
 * 3, and 0 where it is not known or the same for all; then the position as `log2(1 + rank)`, and 1.
 *
 * Position is a feature while learning, and held at one constant for all items of a list that is ranked, so that what a click owes to the
 * place is not laid to the item.
 *
 * @param signals of the items
 * @param ranks 1 the first; null where the list is to be ranked: then all are 1
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

/** Mean and standard deviation of what is known; a deviation that is only rounding is none. */
export function spreadOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length < 2) return { mean: known[0] ?? 0, deviation: 0 };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
  return { mean, deviation: deviation > 1e-9 * Math.abs(mean) ? deviation : 0 };
}
