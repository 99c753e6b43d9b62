import { applyMatrix } from '../../core/numbers/apply-matrix.js';
import type { EncoderMatrices } from '../../types/encoder-card.js';
import type { CausalItems } from './causal-items.js';

/**
 * Each row times a matrix, plus the vector `NAME.bias` where the encoder has one.
 *
 * @param matrices of the encoder
 * @param name of the matrix, of shape [to, from]
 * @param rows shape [count, from]
 * @param from columns of `rows`
 * @returns shape [count, to]
 */
export function applyLayer(matrices: EncoderMatrices, name: string, rows: Float64Array, from: number): Float64Array {
  return applyMatrix(matrices[name], rows, from, matrices[`${name}.bias`]);
}

/**
 * A layer norm of each row.
 *
 * @param matrices of the encoder, with `NAME.gain` and `NAME.bias` of shape [width]
 * @param name of the norm
 * @param rows shape [count, width]
 * @param floor added to the variance
 */
export function normLayer(matrices: EncoderMatrices, name: string, rows: Float64Array, floor: number): Float64Array {
  const [gain, bias] = [matrices[`${name}.gain`], matrices[`${name}.bias`]];
  const width = gain.length;
  const result = new Float64Array(rows.length);
  for (let start = 0; start < rows.length; start += width) {
    let mean = 0;
    for (let k = 0; k < width; k++) mean += rows[start + k] / width;
    let variance = 0;
    for (let k = 0; k < width; k++) variance += (rows[start + k] - mean) ** 2 / width;
    const scale = 1 / Math.sqrt(variance + floor);
    for (let k = 0; k < width; k++) result[start + k] = gain[k] * (rows[start + k] - mean) * scale + bias[k];
  }
  return result;
}

/**
 * What the items start as: their rows, projected where the encoder has the matrix `project`, plus the vectors of their events.
 *
 * @param matrices of the encoder, with `kinds`
 * @param items to read
 * @returns shape [count, columns of `kinds`]
 */
export function startItems(matrices: EncoderMatrices, { count, rows, kinds }: CausalItems): Float64Array {
  const start = matrices.project ? applyLayer(matrices, 'project', rows, rows.length / count) : rows.slice();
  const width = start.length / count;
  for (let at = 0; at < count; at++) for (let k = 0; k < width; k++) start[at * width + k] += matrices.kinds[kinds[at] * width + k];
  return start;
}

/** The sum of two arrays of equal length. */
export function sumOfRows(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, k) => value + b[k]);
}
