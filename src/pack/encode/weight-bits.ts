import { encoderMatrices } from '../../core/numbers/encoder-matrices.js';
import type { EncoderCard } from '../../types/encoder-card.js';
import { ENCODER_ALIGNMENT, LIMITS } from '../format/format.js';
import { encodeSafetensors } from '../format/safetensors.js';
import { encodeEncoder, type WeightBits } from './encode-encoder.js';

/**
 * The most bits of a weight with which the file of an encoder is not too large. The size of the file depends on the card alone.
 *
 * @param card architecture
 * @param dimensions columns of the pack's rows
 * @returns null where it is too large with any
 */
export function weightBits(card: EncoderCard, dimensions: number): WeightBits | null {
  const zeros = encoderMatrices(card, dimensions).map(({ name, rows, columns }) => [name, new Float64Array(rows * columns)]);
  const matrices = Object.fromEntries(zeros);
  const fits = (bits: WeightBits): boolean => {
    const { tensors } = encodeEncoder(card, matrices, dimensions, bits);
    return encodeSafetensors(tensors, ENCODER_ALIGNMENT).length <= LIMITS.encoderBytes;
  };
  return ([8, 4] as const).find(fits) ?? null;
}
