import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';

/**
 * Multiplies each number by a factor.
 *
 * @param matrix overwritten
 * @param factors shape [rows, columns]
 */
export function scaleBy({ rows, columns, stride, values }: KernelMatrix, factors: Float32Array): void {
  for (let row = 0; row < rows; row++) for (let k = 0; k < columns; k++) values[row * stride + k] *= factors[row * columns + k];
}

/**
 * Copies each number times a factor.
 *
 * @param to overwritten
 * @param from the same shape
 * @param factors shape [rows, columns]
 */
export function copyScaled(to: KernelMatrix, from: KernelMatrix, factors: Float32Array): void {
  const { rows, columns } = to;
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < columns; k++) to.values[row * to.stride + k] = from.values[row * from.stride + k] * factors[row * columns + k];
  }
}

/**
 * The sum of two matrices of one shape.
 *
 * @param sum overwritten; may be one of them
 * @param one first
 * @param other second
 */
export function sumInto(sum: KernelMatrix, one: KernelMatrix, other: KernelMatrix): void {
  const { rows, columns } = sum;
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < columns; k++)
      sum.values[row * sum.stride + k] = one.values[row * one.stride + k] + other.values[row * other.stride + k];
  }
}

/**
 * Copies a matrix to one of another kernel, whose rows may be padded otherwise.
 *
 * @param to overwritten
 * @param from the same shape
 */
export function copyRows(to: KernelMatrix, from: KernelMatrix): void {
  for (let row = 0; row < to.rows; row++) {
    const start = row * from.stride;
    to.values.set(from.values.subarray(start, start + to.columns), row * to.stride);
  }
}
