import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';
import { errorFunction } from '../../../query/causal/error-function.js';

/** Density of the normal distribution at 0. */
const DENSITY = 1 / Math.sqrt(2 * Math.PI);

/**
 * The exact form of GELU: each number times the normal distribution at it.
 *
 * @param input shape [rows, columns]
 * @param output overwritten; the same shape
 * @see Hendrycks, Gimpel: Gaussian Error Linear Units, 2016
 */
export function runGelu(input: KernelMatrix, output: KernelMatrix): void {
  const length = input.rows * input.stride;
  for (let at = 0; at < length; at++) output.values[at] = input.values[at] * distribution(input.values[at]);
}

/**
 * Replaces derivatives by the output with those by the input.
 *
 * @param input as it was given to `runGelu`
 * @param by overwritten; the same shape
 */
export function learnGelu(input: KernelMatrix, by: KernelMatrix): void {
  const length = input.rows * input.stride;
  for (let at = 0; at < length; at++) {
    const value = input.values[at];
    by.values[at] *= distribution(value) + value * DENSITY * Math.exp(-0.5 * value * value);
  }
}

/** The normal distribution. */
function distribution(value: number): number {
  return 0.5 * (1 + Math.sign(value) * errorFunction(Math.abs(value) / Math.SQRT2));
}
