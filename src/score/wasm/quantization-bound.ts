import type { ScorerRows } from '../../types/scoring/scorer.js';
import type { QuantizedQuery } from './quantize-query.js';

/** Half the distance between 1 and the next float32. */
const UNIT_ROUNDOFF = 2 ** -24;
/** Distance between 0 and the next float32. */
const SMALLEST = 2 ** -149;
/** Intermediate values must stay far below float32's largest number, 3.4e38. */
const LARGEST_SAFE = 1e37;
/** Smaller steps are not normal float32 numbers and have lost digits. */
const SMALLEST_STEP = 2 ** -126;

/** The largest magnitudes in a catalogue. */
export interface RowMagnitudes {
  /** Length of the longest row, times its scale. */
  readonly length: number;
  readonly bias: number;
}

/** The largest magnitudes of a catalogue, found in one pass. */
export function rowMagnitudesOf({ items, dimensions, rows, scales, bias }: ScorerRows): RowMagnitudes {
  let length = 0;
  let largestBias = 0;
  let place = 0;
  for (let item = 0; item < items; item++) {
    let squares = 0;
    // Integers below 2^31: `imul` avoids the engine's checks for other numbers.
    for (const end = place + dimensions; place < end; place++) squares = (squares + Math.imul(rows[place], rows[place])) | 0;
    length = Math.max(length, Math.sqrt(squares) * Math.abs(scales[item]));
    largestBias = Math.max(largestBias, Math.abs(bias[item]));
  }
  return { length, bias: largestBias };
}

/**
 * Upper bound of the difference between a score from `score-rows.wat` and `scoreItem`'s, for any item.
 *
 * Integers are summed exactly. The rounding error of the query is a vector, and its product with a row is at
 * most the product of both lengths (Cauchy and Schwarz); the longest row gives the bound for all. The rest is float32:
 * four roundings of the product, three of the bias.
 *
 * @param magnitudes of the catalogue
 * @param query of a finite vector, as wide as the catalogue
 * @param biasWeight of the query
 * @returns the bound, 0 where the dense part is exactly zero; Infinity where the query does not fit (too large or too
 * small for float32, or NaN), and plain JavaScript must answer
 * @see Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.1
 */
export function quantizationBound(magnitudes: RowMagnitudes, { step, error, length }: QuantizedQuery, biasWeight: number): number {
  const weight = Math.abs(biasWeight);
  if (step < SMALLEST_STEP && error > 0) return Number.POSITIVE_INFINITY;
  const product = magnitudes.length * length;
  const bias = weight * magnitudes.bias;
  // Before it is multiplied by the step, the product is this large.
  const unscaled = step === 0 ? 0 : product / step;
  if (!(Math.max(unscaled, weight, product + bias) < LARGEST_SAFE)) return Number.POSITIVE_INFINITY;
  if (length === 0 && weight === 0) return 0;
  const rounding = 5 * UNIT_ROUNDOFF * (product + bias) + SMALLEST * (step + magnitudes.bias + 3);
  // Twice the rounding, and a millionth more, cover the float64 rounding of this function and of `scoreItem`.
  return (1 + 1e-6) * magnitudes.length * error + 2 * rounding;
}
