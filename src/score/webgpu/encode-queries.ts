import type { DenseQuery } from '../settle/candidate-finder.js';
import type { Magnitudes } from '../settle/rounding-bound.js';
import { roundingBound } from '../settle/rounding-bound.js';

/** Columns of a block, the unit in which the kernels read rows. */
export const BLOCK_COLUMNS = 16;

const LARGEST_INT8 = 127;
const LARGEST_ROW_VALUE = 128;
const NO_ADDITIONS = { items: new Uint32Array(0), values: new Float32Array(0) };

/** Bytes of one encoded query over rows of `blocks` blocks: its parameters, its int8 copy and its float32 copy. */
export function encodedQueryBytes(blocks: number): number {
  return 16 * (1 + 5 * blocks);
}

/**
 * Encodes queries for the kernels. The int8 copy of a vector is approximate, with a known bound: no row's
 * score differs by more than the row's scale times the sum of the rests times the largest int8.
 *
 * @param queries whose `roundingBound` is finite
 * @param dimensions columns of a row before padding
 * @param blocks of a row
 * @param magnitudes of the catalogue
 * @param places number of queries to make room for, at least `queries.length`
 */
export function encodeQueries(
  queries: readonly DenseQuery[],
  dimensions: number,
  blocks: number,
  magnitudes: Magnitudes,
  places: number,
): ArrayBuffer {
  const stride = encodedQueryBytes(blocks);
  const encoded = new ArrayBuffer(places * stride);
  queries.forEach(({ vector, biasWeight }, place) => {
    const facts = new Float32Array(encoded, place * stride, 4);
    const rough = new Int8Array(encoded, place * stride + 16, blocks * BLOCK_COLUMNS);
    new Float32Array(encoded, place * stride + 16 * (1 + blocks), blocks * BLOCK_COLUMNS).set(vector);
    let largest = 0;
    for (const value of vector) largest = Math.max(largest, Math.abs(value));
    const step = Math.fround(largest / LARGEST_INT8);
    let rest = 0;
    for (let k = 0; k < vector.length; k++) {
      if (step > 0) rough[k] = Math.max(-LARGEST_INT8, Math.min(LARGEST_INT8, Math.round(vector[k] / step)));
      rest += Math.abs(vector[k] - step * rough[k]);
    }
    const bound = roundingBound(dimensions, magnitudes, { vector, biasWeight, additions: NO_ADDITIONS });
    // Once for the int8 score, once for the float32 score it is compared with; a little more for the rounding of these four numbers.
    facts.set([biasWeight, step, 1.0001 * LARGEST_ROW_VALUE * rest, 2.0001 * bound]);
  });
  return encoded;
}
