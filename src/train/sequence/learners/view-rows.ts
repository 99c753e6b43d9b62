import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';

/** The kernel writes so many rows at once: what is behind the last row of a view may be overwritten up to a multiple of this. */
export const ROWS_WRITTEN = 4;

/**
 * Some rows of a matrix, as a matrix in the same memory.
 *
 * @param matrix that they are of
 * @param count of rows
 * @param first of them; a multiple of `ROWS_WRITTEN`, if a product is to be written there
 */
export function viewRows(matrix: KernelMatrix, count: number, first = 0): KernelMatrix {
  const { height, stride, values } = matrix;
  return { ...matrix, rows: count, height: height - first, values: first === 0 ? values : values.subarray(first * stride) };
}
