import { encoderMatrices } from '../../core/numbers/encoder-matrices.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import { LIMITS } from '../format/format.js';
import { SCALES } from '../format/parse-card.js';
import { decodeSafetensors } from '../format/safetensors.js';
import { takeTensor } from '../format/take-tensor.js';
import { checkRange } from './check-range.js';

/** The one value of a byte that cannot be negated. */
const NEVER = -128;

/**
 * Decodes the optional file of the role `encoder`.
 *
 * @param content of the file
 * @param where its name, for errors
 * @param card from `parseCard`
 * @param dimensions columns of the pack's rows
 * @returns the weights at their real size
 * @throws OnshelfError `pack-invalid`, naming the tensor
 */
export function decodeEncoder(content: Uint8Array<ArrayBuffer>, where: string, card: EncoderCard, dimensions: number): EncoderMatrices {
  if (content.length > LIMITS.encoderBytes)
    throw new OnshelfError('pack-invalid', `${where} has ${content.length} bytes; an encoder has ${LIMITS.encoderBytes} at most.`);
  const tensors = decodeSafetensors(content, where);
  const matrices: Record<string, Float64Array> = {};
  for (const { name, rows, columns } of encoderMatrices(card, dimensions)) {
    const values = takeTensor(tensors, where, name, 'I8', [rows, columns]);
    const scales = takeTensor(tensors, where, `${name}${SCALES}`, 'F32', [rows]);
    checkRange(scales, `${name}${SCALES}`, where, 0, LIMITS.magnitude);
    if (values.includes(NEVER)) throw new OnshelfError('pack-invalid', `${where}: "${name}" holds ${NEVER}; -127 to 127 are allowed.`);
    matrices[name] = Float64Array.from(values, (value, at) => value * scales[Math.floor(at / columns)]);
  }
  return matrices;
}
