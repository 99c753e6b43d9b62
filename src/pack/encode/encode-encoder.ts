import { encoderMatrices } from '../../core/numbers/encoder-matrices.js';
import type { EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import { SCALES } from '../format/parse-card.js';
import type { Tensor } from '../format/safetensors.js';
import type { OptionalContent } from './encode-pack.js';
import { quantizeRows } from './quantize-rows.js';

/**
 * The optional file of the role `encoder`: each matrix in int8, with a scale for each row.
 *
 * @param card architecture
 * @param matrices weights
 * @param dimensions columns of the pack's rows
 * @throws OnshelfError `bad-argument` if a weight is not finite
 */
export function encodeEncoder(card: EncoderCard, matrices: EncoderMatrices, dimensions: number): OptionalContent {
  const tensors: Record<string, Tensor> = {};
  for (const { name, rows, columns } of encoderMatrices(card, dimensions)) {
    const { rows: data, scales } = quantizeRows(Float32Array.from(matrices[name]), rows, columns);
    tensors[name] = { type: 'I8', shape: [rows, columns], data };
    tensors[`${name}${SCALES}`] = { type: 'F32', shape: [rows], data: scales };
  }
  return { role: 'encoder', tensors };
}
