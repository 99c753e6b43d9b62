import type { Query } from '../../types/scoring/query.js';
import type { ScorerRows } from '../../types/scoring/scorer.js';

/** The largest magnitudes in a catalogue. */
export interface Magnitudes {
  readonly scale: number;
  readonly bias: number;
}

/** Half the distance between 1 and the next float32. */
const UNIT_ROUNDOFF = 2 ** -24;
/** WGSL allows results below this to become zero. */
const SMALLEST_NORMAL = 2 ** -126;
/** Sums must stay far below float32's largest number and the score of excluded items, -3.4e38. */
const LARGEST_SAFE = 1e37;

/** The largest magnitudes of a catalogue, found in one pass. */
export function magnitudesOf(rows: ScorerRows): Magnitudes {
  let scale = 0;
  let bias = 0;
  for (let item = 0; item < rows.items; item++) {
    scale = Math.max(scale, Math.abs(rows.scales[item]));
    bias = Math.max(bias, Math.abs(rows.bias[item]));
  }
  return { scale, bias };
}

/**
 * Upper bound of the difference between a float32 score from the GPU and `scoreItem`'s float64 score, for any item and order of addition.
 *
 * @param dimensions columns of a row
 * @param magnitudes of the catalogue
 * @param query its additions are ignored
 * @returns the bound, 0 where the dense part is exactly zero; Infinity where float32 cannot represent the query (too
 * large, NaN, or not of the catalogue's width), which then must be answered on the CPU
 * @see Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.1
 */
export function roundingBound(dimensions: number, magnitudes: Magnitudes, query: Query): number {
  if (query.vector.length !== dimensions) return Number.POSITIVE_INFINITY;
  let length = 0;
  for (const value of query.vector) length += Math.abs(value);
  const weight = Math.abs(query.biasWeight);
  const sum = 128 * length;
  const largest = sum * magnitudes.scale + weight * magnitudes.bias;
  if (!(sum < LARGEST_SAFE && weight < LARGEST_SAFE && largest < LARGEST_SAFE)) return Number.POSITIVE_INFINITY;
  if (length === 0 && weight === 0) return 0;
  const rounding = largest * (dimensions + 8) * UNIT_ROUNDOFF;
  const flushing = SMALLEST_NORMAL * (sum + weight + (dimensions + 1) * magnitudes.scale + magnitudes.bias + 4);
  // Twice over, which also covers the float64 sum's own rounding.
  return 2 * (rounding + flushing);
}
