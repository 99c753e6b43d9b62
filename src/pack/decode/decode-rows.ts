import type { Steps } from '../../core/time/run-steps.js';
import type { Pack } from '../../types/pack.js';
import { fromBfloat16 } from '../format/bfloat16.js';
import { LIMITS } from '../format/format.js';
import type { Tensor } from '../format/safetensors.js';
import { takeTensor } from '../format/take-tensor.js';
import { checkGram } from './check-gram.js';
import { checkRange } from './check-range.js';

/** Bytes between two yields. */
const BYTES_AT_ONCE = 262_144;

/**
 * Reads the file `rows` in either form: one byte or four bits per number.
 *
 * @param tensors of the file
 * @param where its name, for errors
 * @param items rows expected
 * @param dimensions columns expected
 * @throws OnshelfError `pack-invalid`
 */
export function* decodeRows(
  tensors: ReadonlyMap<string, Tensor>,
  where: string,
  items: number,
  dimensions: number,
): Steps<Pick<Pack, 'rows' | 'scales' | 'popularity' | 'gram'>> {
  const compact = tensors.has('nibbles');
  const rows = compact
    ? yield* takeNibbles(takeTensor(tensors, where, 'nibbles', 'U8', [items, dimensions / 2]))
    : takeTensor(tensors, where, 'rows', 'I8', [items, dimensions]);
  const scales = compact
    ? fromBfloat16(takeTensor(tensors, where, 'scales', 'BF16', [items]))
    : takeTensor(tensors, where, 'scales', 'F32', [items]);
  const popularity = takeTensor(tensors, where, 'popularity', 'F32', [items]);
  const gram = takeTensor(tensors, where, 'gram', 'F32', [dimensions, dimensions]);
  checkRange(scales, 'scales', where, 0, LIMITS.magnitude);
  checkRange(popularity, 'popularity', where, 0, 1);
  checkRange(gram, 'gram', where, -LIMITS.magnitude, LIMITS.magnitude);
  yield* checkGram(rows, scales, gram, where);
  return { rows, scales, popularity, gram };
}

/** Unpacks two numbers of four bits from each byte, the lower four first, each -8 to 7. */
function* takeNibbles(bytes: Uint8Array): Steps<Int8Array> {
  const values = new Int8Array(2 * bytes.length);
  for (let at = 0; at < bytes.length; at++) {
    if (at % BYTES_AT_ONCE === 0) yield;
    values[2 * at] = (bytes[at] << 28) >> 28;
    values[2 * at + 1] = (bytes[at] << 24) >> 28;
  }
  return values;
}
