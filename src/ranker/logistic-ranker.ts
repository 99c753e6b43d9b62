import { SIGNAL_NAMES, WEIGHT_NAMES } from './list-features.js';
import type { ListRanker } from './list-ranker.js';

/**
 * The ranker of learned weights. It is linear, and a feature's mean over the list is 0 (but for clipping), so the part of a signal, its weight
 * times its feature, is its Shapley value. The score alone, with weight 1, adds nothing.
 *
 * @param weights in the order of `WEIGHT_NAMES`
 */
export function logisticRanker(weights: Float64Array): ListRanker {
  const size = WEIGHT_NAMES.length;
  const used = SIGNAL_NAMES.length;
  return {
    signals: SIGNAL_NAMES,
    partsOf: (features) => {
      const items = features.length / size;
      const parts = new Float64Array(items * used);
      for (let item = 0; item < items; item++) {
        // The difference to the score before the step.
        for (let k = 0; k < used; k++) parts[item * used + k] = features[item * size + k] * (weights[k] - (k === 0 ? 1 : 0));
      }
      return parts;
    },
  };
}
