import type { PackRanker } from '../types/scoring/pack-ranker.js';
import { SIGNAL_NAMES, WEIGHT_NAMES } from './list-features.js';
import type { ListRanker } from './list-ranker.js';
import { shapleyValues } from './shapley-values.js';

/**
 * The ranker of a pack. It adds its output for an item less that for the mean item of the list, split into exact Shapley values of the signals,
 * so that what a reason tells is what the signal did in this list, interactions with the other signals shared equally.
 *
 * @param ranker from `parseRanker`
 */
export function mlpRanker(ranker: PackRanker): ListRanker {
  const { signals } = ranker;
  const columns = signals.map((name) => SIGNAL_NAMES.indexOf(name));
  const size = WEIGHT_NAMES.length;
  return {
    signals,
    partsOf: (features) => {
      const items = features.length / size;
      const inputs = Array.from({ length: items }, (_, item) => Float64Array.from(columns, (column) => features[item * size + column]));
      const mean = Float64Array.from(columns, (_, k) => inputs.reduce((sum, input) => sum + input[k], 0) / items);
      const parts = new Float64Array(items * columns.length);
      for (const [item, input] of inputs.entries())
        parts.set(
          shapleyValues((mixed) => mlpOutput(ranker, mixed), input, mean),
          item * columns.length,
        );
      return parts;
    },
  };
}

/**
 * The output of the perceptron: sums and maxima alone, so that it is the same to the bit in every browser.
 *
 * @param ranker its weights
 * @param input signals of one item in the ranker's order, in standard deviations; shape [signals]
 */
export function mlpOutput({ inner, bias, outer }: PackRanker, input: Float64Array): number {
  let output = 0;
  for (let unit = 0; unit < outer.length; unit++) {
    let sum = bias[unit];
    for (let k = 0; k < input.length; k++) sum += inner[unit][k] * input[k];
    if (sum > 0) output += outer[unit] * sum;
  }
  return output;
}
