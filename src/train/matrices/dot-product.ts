/**
 * Product of a vector with a row of a matrix: `sum over k from first to size - 1 of values[start + k] * vector[k]`.
 *
 * @param values the matrix
 * @param vector shape [size] or longer
 * @param start index of the row's first value
 * @param size number of columns
 * @param first column to start with
 */
export function dot(values: Float64Array, vector: Float64Array, start: number, size: number, first = 0): number {
  // Four sums let the processor overlap the additions: twice as fast as one.
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = first;
  for (; k + 3 < size; k += 4) {
    s0 += values[start + k] * vector[k];
    s1 += values[start + k + 1] * vector[k + 1];
    s2 += values[start + k + 2] * vector[k + 2];
    s3 += values[start + k + 3] * vector[k + 3];
  }
  for (; k < size; k++) s0 += values[start + k] * vector[k];
  return s0 + s1 + (s2 + s3);
}
