/** A sparse vector over items: `values[k]` belongs to item `items[k]`; items ascend. */
export interface SparseVector {
  /** Row numbers, ascending, unique. Shape [m]. */
  readonly items: Uint32Array;
  /** Shape [m]. */
  readonly values: Float32Array;
}

/**
 * A query: the output of every encoder and the input of every scorer.
 * `score[i] = scales[i] * (rows[i] . vector) + biasWeight * bias[i] + additions[i]`.
 */
export interface Query {
  /** Shape [dimensions]; all zero means "no dense part". */
  readonly vector: Float32Array;
  readonly biasWeight: number;
  readonly additions: SparseVector;
}
