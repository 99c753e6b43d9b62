import { hasBit } from '../../src/core/numbers/bitset.js';
import type { Problem } from './problem.js';

/** Stands for minus infinity, which some GPU languages do not have. */
const LEFT_OUT = -1e30;

/** The rows at their real size, as libraries without small integers need them. Shape [items, dimensions]. */
export function floatRows({ items, dimensions, rows, scales }: Problem): Float32Array {
  const floats = new Float32Array(items * dimensions);
  for (let item = 0; item < items; item++) {
    for (let k = item * dimensions; k < (item + 1) * dimensions; k++) floats[k] = rows[k] * scales[item];
  }
  return floats;
}

/** The same, column by column. Shape [dimensions, items]. */
export function floatColumns({ items, dimensions, rows, scales }: Problem): Float32Array {
  const floats = new Float32Array(items * dimensions);
  for (let item = 0; item < items; item++) {
    for (let k = 0; k < dimensions; k++) floats[k * items + item] = rows[item * dimensions + k] * scales[item];
  }
  return floats;
}

/**
 * What a score needs beside the dot product, bias and mask in one number: the cheapest way for libraries that can only
 * add. It is made once, though the mask changes with every shopper: that favours them.
 */
export function addends({ items, bias, biasWeight, exclusions }: Problem): Float32Array {
  return Float32Array.from({ length: items }, (_, item) => (hasBit(exclusions, item) ? LEFT_OUT : biasWeight * bias[item]));
}
