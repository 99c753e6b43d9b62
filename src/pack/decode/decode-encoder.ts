import { encoderMatrices } from '../../core/numbers/encoder-matrices.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import { LIMITS, NIBBLE_MAXIMUM, QUANTIZED_MAXIMUM } from '../format/format.js';
import { SCALES } from '../format/parse-card.js';
import { decodeSafetensors, type Tensor } from '../format/safetensors.js';
import { takeTensor } from '../format/take-tensor.js';
import { checkRange } from './check-range.js';

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
    const [values, most] = takeWeights(tensors, where, name, [rows, columns]);
    const scales = takeTensor(tensors, where, `${name}${SCALES}`, 'F32', [rows]);
    checkRange(scales, `${name}${SCALES}`, where, 0, LIMITS.magnitude);
    // The one value that cannot be negated.
    const never = -most - 1;
    if (values.includes(never))
      throw new OnshelfError('pack-invalid', `${where}: "${name}" holds ${never}; -${most} to ${most} are allowed.`);
    matrices[name] = Float64Array.from({ length: rows * columns }, (_, at) => values[at] * scales[Math.floor(at / columns)]);
  }
  return matrices;
}

/** Whole numbers and their largest value; one more of four bits than there are weights, where these are odd. */
function takeWeights(
  tensors: ReadonlyMap<string, Tensor>,
  where: string,
  name: string,
  shape: readonly [number, number],
): [Int8Array, number] {
  if (tensors.get(name)?.type !== 'U8') return [takeTensor(tensors, where, name, 'I8', shape), QUANTIZED_MAXIMUM];
  const bytes = takeTensor(tensors, where, name, 'U8', [Math.ceil((shape[0] * shape[1]) / 2)]);
  return [Int8Array.from({ length: 2 * bytes.length }, (_, at) => (bytes[at >> 1] << (at & 1 ? 24 : 28)) >> 28), NIBBLE_MAXIMUM];
}
