import { OnshelfError } from '../../core/onshelf-error.js';
import type { Steps } from '../../core/time/run-steps.js';
import { QUANTIZED_MAXIMUM } from '../format/format.js';

/** Rows between two yields. */
const ROWS_AT_ONCE = 4096;
/** Tolerance for rounding to float32, relative to the largest possible entry; a hundred times the actual error. */
const TOLERANCE = 1e-3;

/**
 * Checks the values of all rows, and that the Gram matrix is that of the rows: its product with a vector of signs must equal the one computed from
 * the rows. That takes two passes over the rows instead of one per column.
 *
 * @param rows shape [items, dimensions]
 * @param scales shape [items]
 * @param gram shape [dimensions, dimensions]
 * @param where the file's name, for errors
 * @throws OnshelfError `pack-invalid`
 * @see Freivalds: Probabilistic machines can use less running time, IFIP 1977
 */
export function* checkGram(rows: Int8Array, scales: Float32Array, gram: Float32Array, where: string): Steps<void> {
  const size = Math.sqrt(gram.length);
  // Any signs will do: a single wrong entry is found with all of them.
  const signs = Float64Array.from({ length: size }, (_, k) => (Math.imul(k + 1, 0x9e3779b1) < 0 ? -1 : 1));
  const expected = new Float64Array(size);
  const diagonal = new Float64Array(size);
  for (let item = 0; item < scales.length; item++) {
    if (item % ROWS_AT_ONCE === 0) yield;
    const start = item * size;
    let sum = 0;
    for (let k = 0; k < size; k++) {
      const value = rows[start + k];
      if (value < -QUANTIZED_MAXIMUM)
        throw invalid(`${where}: row ${item} holds ${value}; -${QUANTIZED_MAXIMUM} to ${QUANTIZED_MAXIMUM} are allowed.`);
      sum += value * signs[k];
    }
    const square = scales[item] * scales[item];
    for (let k = 0; k < size; k++) {
      const value = rows[start + k] * square;
      expected[k] += value * sum;
      diagonal[k] += value * rows[start + k];
    }
  }
  const lengths = diagonal.map(Math.sqrt);
  const all = lengths.reduce((total, length) => total + length, 0);
  for (let a = 0; a < size; a++) {
    let found = 0;
    for (let b = 0; b < size; b++) found += gram[a * size + b] * signs[b];
    if (!(Math.abs(found - expected[a]) <= TOLERANCE * (lengths[a] * all + Number.MIN_VALUE)))
      throw invalid(`${where}: row ${a} of "gram" is not made of the rows. Make it anew: the sum over items of y y'.`);
  }
}

function invalid(message: string): OnshelfError {
  return new OnshelfError('pack-invalid', message);
}
