import { OnshelfError } from '../../core/onshelf-error.js';
import { fromBfloat16, toBfloat16 } from '../format/bfloat16.js';
import { NIBBLE_MAXIMUM } from '../format/format.js';
import type { Tensor } from '../format/safetensors.js';
import { gramOfRows, quantizeRows } from './quantize-rows.js';

/** Shares of a row's largest value that are tried as the end of the scale: larger values are clipped, smaller ones are more precise. */
const CUTS = [1, 0.9, 0.8, 0.7, 0.6];

/**
 * The file `rows` in the plain form: a byte per number, and float32.
 *
 * @param factors shape [items, dimensions], finite
 * @param popularity 0 to 1, shape [items]
 * @param dimensions columns
 * @throws OnshelfError `bad-argument` if a factor is not finite
 */
export function encodePlainRows(factors: Float32Array, popularity: Float32Array, dimensions: number): Record<string, Tensor> {
  const items = popularity.length;
  const { rows, scales } = quantizeRows(factors, items, dimensions);
  return {
    rows: { type: 'I8', shape: [items, dimensions], data: rows },
    scales: { type: 'F32', shape: [items], data: scales },
    popularity: { type: 'F32', shape: [items], data: popularity },
    gram: gramTensor(rows, scales, dimensions),
  };
}

/**
 * The file `rows` in the compact form: four bits per number, and bfloat16 for the scales. Each row's scale minimises the squared error.
 *
 * @param factors shape [items, dimensions], finite
 * @param popularity 0 to 1, shape [items]
 * @param dimensions columns, even
 * @throws OnshelfError `bad-argument` if a factor is not finite
 */
export function encodeCompactRows(factors: Float32Array, popularity: Float32Array, dimensions: number): Record<string, Tensor> {
  const items = popularity.length;
  const rows = new Int8Array(factors.length);
  const halves = new Uint16Array(items);
  for (let item = 0; item < items; item++) {
    const from = item * dimensions;
    const values = factors.subarray(from, from + dimensions);
    const best = quantizeNibbles(values);
    if (best === null)
      throw new OnshelfError('bad-argument', `Row ${item} of the factors has a value that is not finite; nothing was written.`);
    rows.set(best.row, from);
    halves[item] = best.half;
  }
  const nibbles = new Uint8Array(rows.length / 2);
  for (let at = 0; at < nibbles.length; at++) nibbles[at] = (rows[2 * at] & 15) | ((rows[2 * at + 1] & 15) << 4);
  return {
    nibbles: { type: 'U8', shape: [items, dimensions / 2], data: nibbles },
    scales: { type: 'BF16', shape: [items], data: halves },
    // Full precision: for an unknown shopper, popularity alone orders the list.
    popularity: { type: 'F32', shape: [items], data: popularity },
    gram: gramTensor(rows, fromBfloat16(halves), dimensions),
  };
}

/**
 * Rounds a row to four bits with the scale that minimises its squared error.
 *
 * @param values of the row
 * @returns numbers of -7 to 7, and their scale as bfloat16; null if a value is not finite
 */
export function quantizeNibbles(values: Float32Array): { row: Int8Array; half: number } | null {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (!Number.isFinite(largest)) return null;
  let best = { row: new Int8Array(values.length), half: 0 };
  if (largest === 0) return best;
  let least = Number.POSITIVE_INFINITY;
  const halves = toBfloat16(Float32Array.from(CUTS, (cut) => (cut * largest) / NIBBLE_MAXIMUM));
  for (const [place, scale] of fromBfloat16(halves).entries()) {
    const row = new Int8Array(values.length);
    let error = 0;
    for (let k = 0; k < row.length; k++) {
      row[k] = Math.max(-NIBBLE_MAXIMUM, Math.min(NIBBLE_MAXIMUM, Math.round(values[k] / scale)));
      error += (values[k] - row[k] * scale) ** 2;
    }
    if (error >= least) continue;
    least = error;
    best = { row, half: halves[place] };
  }
  return best;
}

function gramTensor(rows: Int8Array, scales: Float32Array, dimensions: number): Tensor {
  return { type: 'F32', shape: [dimensions, dimensions], data: gramOfRows(rows, scales, dimensions) };
}
