import { OnshelfError } from '../../core/onshelf-error.js';
import { QUANTIZED_MAXIMUM, WEIGHT_MAXIMUM } from '../format/format.js';

/**
 * Rounds each row to int8 with its own scale: `value ~ scale * quantized`, the largest |value| becoming 127.
 *
 * @param values shape [items, dimensions], finite
 * @param items rows
 * @param dimensions columns
 * @returns `rows` [items, dimensions] and `scales` [items]; a row of zeros has scale 0
 * @throws OnshelfError `bad-argument` if a value is not finite
 */
export function quantizeRows(values: Float32Array, items: number, dimensions: number): { rows: Int8Array; scales: Float32Array } {
  const rows = new Int8Array(items * dimensions);
  const scales = new Float32Array(items);
  for (let item = 0; item < items; item++) {
    const start = item * dimensions;
    let largest = 0;
    for (let k = start; k < start + dimensions; k++) {
      if (!Number.isFinite(values[k]))
        throw new OnshelfError('bad-argument', `Row ${item} of the factors has a value that is not finite; nothing was written.`);
      largest = Math.max(largest, Math.abs(values[k]));
    }
    if (largest === 0) continue;
    scales[item] = largest / QUANTIZED_MAXIMUM;
    for (let k = start; k < start + dimensions; k++) rows[k] = Math.round((values[k] / largest) * QUANTIZED_MAXIMUM);
  }
  return { rows, scales };
}

/**
 * Rounds the similarities of each item's neighbours to 0 .. 255 with a scale per item.
 *
 * @param offsets shape [items + 1]
 * @param similarities shape [entries], 0 or more
 */
export function quantizeWeights(offsets: Uint32Array, similarities: Float32Array): { weights: Uint8Array; scales: Float32Array } {
  const items = offsets.length - 1;
  const weights = new Uint8Array(similarities.length);
  const scales = new Float32Array(items);
  for (let item = 0; item < items; item++) {
    let largest = 0;
    for (let k = offsets[item]; k < offsets[item + 1]; k++) largest = Math.max(largest, similarities[k]);
    if (largest === 0) continue;
    scales[item] = largest / WEIGHT_MAXIMUM;
    for (let k = offsets[item]; k < offsets[item + 1]; k++) weights[k] = Math.round((similarities[k] / largest) * WEIGHT_MAXIMUM);
  }
  return { weights, scales };
}

/**
 * The Gram matrix of the dequantised rows: the sum of row x row over all items. The fold-in's ridge system uses it, so it is computed from the
 * quantised rows that ship.
 *
 * @param rows shape [items, dimensions]
 * @param scales shape [items]
 * @param dimensions columns
 * @returns shape [dimensions, dimensions]
 */
export function gramOfRows(rows: Int8Array, scales: Float32Array, dimensions: number): Float32Array {
  const sum = new Float64Array(dimensions * dimensions);
  for (let item = 0; item < scales.length; item++) {
    const start = item * dimensions;
    const square = scales[item] * scales[item];
    if (square === 0) continue;
    for (let a = 0; a < dimensions; a++) {
      const left = rows[start + a] * square;
      if (left === 0) continue;
      for (let b = 0; b <= a; b++) sum[a * dimensions + b] += left * rows[start + b];
    }
  }
  const gram = new Float32Array(dimensions * dimensions);
  for (let a = 0; a < dimensions; a++) {
    for (let b = 0; b <= a; b++) {
      gram[a * dimensions + b] = sum[a * dimensions + b];
      gram[b * dimensions + a] = sum[a * dimensions + b];
    }
  }
  return gram;
}
