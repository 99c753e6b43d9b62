import { hasBit } from '../../../src/core/numbers/bitset.js';
import type { Problem } from './problem.js';

/** In place of minus infinity, which some GPU languages lack. */
const MASKED_SCORE = -1e30;

/** The rows as floats, for libraries without int8. Shape [items, dimensions]. */
export function floatRows({ items, dimensions, rows, scales }: Problem): Float32Array {
  const floats = new Float32Array(items * dimensions);
  for (let item = 0; item < items; item++) {
    for (let k = item * dimensions; k < (item + 1) * dimensions; k++) floats[k] = rows[k] * scales[item];
  }
  return floats;
}

/** The rows as floats, column by column. Shape [dimensions, items]. */
export function floatColumns({ items, dimensions, rows, scales }: Problem): Float32Array {
  const floats = new Float32Array(items * dimensions);
  for (let item = 0; item < items; item++) {
    for (let k = 0; k < dimensions; k++) floats[k * items + item] = rows[item * dimensions + k] * scales[item];
  }
  return floats;
}

/**
 * Bias and mask of each item as one addend, for libraries that can only add. Shape [items]. It is made once, although the mask changes
 * with every shopper: that favours the peers.
 */
export function addends({ items, bias, biasWeight, exclusions }: Problem): Float32Array {
  return Float32Array.from({ length: items }, (_, item) => (hasBit(exclusions, item) ? MASKED_SCORE : biasWeight * bias[item]));
}
