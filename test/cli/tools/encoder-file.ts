import { encoderMatrices } from '../../../src/core/numbers/encoder-matrices.js';
import type { EncoderCard, EncoderMatrices } from '../../../src/types/encoder-card.js';

/**
 * The bytes of a file as `distributed/torch_encoder.py` writes it: numbers of 32 bits, and the card beside them.
 *
 * @param card of the encoder
 * @param matrices its weights
 * @param dimensions columns of the rows
 * @param rows of its items; null: the file has none
 */
export function encoderFile(card: EncoderCard, matrices: EncoderMatrices, dimensions: number, rows: Float32Array | null): Buffer {
  const tensors = encoderMatrices(card, dimensions).map(({ name, rows: to, columns }): [string, number[], Float32Array] => [
    name,
    [to, columns],
    Float32Array.from(matrices[name]),
  ]);
  if (rows !== null) tensors.push(['item_factors', [rows.length / dimensions, dimensions], rows]);
  const header: Record<string, unknown> = { __metadata__: { 'onshelf.card': JSON.stringify(card) } };
  let end = 0;
  for (const [name, shape, { byteLength }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + byteLength] };
    end += byteLength;
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeUInt32LE(json.length);
  return Buffer.concat([length, json, ...tensors.map(([, , { buffer }]) => Buffer.from(buffer as ArrayBuffer))]);
}
