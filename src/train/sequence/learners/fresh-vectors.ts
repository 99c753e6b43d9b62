import { normal, type Random } from '../../../core/numbers/random.js';
import type { ParameterRun } from '../layers/dense-layer.js';

/** Size of the random vectors. */
const FIRST_VECTOR = 0.02;

/**
 * Small random vectors, such as those of places and events, that training starts with.
 *
 * @param count of vectors
 * @param width of each
 * @param random source of numbers
 * @returns with gradients of 0; shape [count, width]
 */
export function freshVectors(count: number, width: number, random: Random): ParameterRun {
  const values = Float32Array.from({ length: count * width }, () => FIRST_VECTOR * normal(random));
  return { values, gradients: new Float32Array(values.length) };
}
