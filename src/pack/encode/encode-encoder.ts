import { encoderMatrices } from '../../core/numbers/encoder-matrices.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import { fromBfloat16 } from '../format/bfloat16.js';
import { SCALES } from '../format/parse-card.js';
import type { Tensor } from '../format/safetensors.js';
import type { OptionalContent } from './encode-pack.js';
import { quantizeNibbles } from './encode-rows.js';
import { quantizeRows } from './quantize-rows.js';

/** Bits of a weight in the file of an encoder. */
export type WeightBits = 8 | 4;

/**
 * The optional file of the role `encoder`: each matrix in 8 or 4 bits, with a scale for each row. Vectors have 8 bits always.
 *
 * @param card architecture
 * @param matrices weights
 * @param dimensions columns of the pack's rows
 * @param bits of the weights
 * @throws OnshelfError `bad-argument` if a weight is not finite
 */
export function encodeEncoder(card: EncoderCard, matrices: EncoderMatrices, dimensions: number, bits: WeightBits = 8): OptionalContent {
  const scaled: Record<string, Tensor> = {};
  const weights: Record<string, Tensor> = {};
  for (const { name, rows, columns } of encoderMatrices(card, dimensions)) {
    const values = Float32Array.from(matrices[name]);
    const packed = bits === 4 && rows > 1 ? packNibbles(values, rows, columns, name) : packBytes(values, rows, columns);
    weights[name] = packed.weights;
    scaled[`${name}${SCALES}`] = { type: 'F32', shape: [rows], data: packed.scales };
  }
  // Scales first: behind whole bytes they would not be aligned.
  return { role: 'encoder', tensors: { ...scaled, ...weights } };
}

interface Packed {
  readonly weights: Tensor;
  readonly scales: Float32Array;
}

function packBytes(values: Float32Array, rows: number, columns: number): Packed {
  const { rows: data, scales } = quantizeRows(values, rows, columns);
  return { weights: { type: 'I8', shape: [rows, columns], data }, scales };
}

function packNibbles(values: Float32Array, rows: number, columns: number, name: string): Packed {
  const numbers = new Int8Array(2 * Math.ceil(values.length / 2));
  const halves = Uint16Array.from({ length: rows }, (_, row) => {
    const best = quantizeNibbles(values.subarray(row * columns, (row + 1) * columns));
    if (best === null)
      throw new OnshelfError('bad-argument', `Row ${row} of "${name}" has a value that is not finite; nothing was written.`);
    numbers.set(best.row, row * columns);
    return best.half;
  });
  const data = Uint8Array.from({ length: numbers.length / 2 }, (_, at) => (numbers[2 * at] & 15) | ((numbers[2 * at + 1] & 15) << 4));
  return { weights: { type: 'U8', shape: [data.length], data }, scales: fromBfloat16(halves) };
}
