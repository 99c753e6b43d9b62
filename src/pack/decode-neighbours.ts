import { OnshelfError } from '../core/onshelf-error.js';
import type { Neighbours } from '../types/pack.js';
import { fromBfloat16 } from './bfloat16.js';
import { checkRange } from './check-range.js';
import { LEVELS, LIMITS, ORDER_BITS, STREAM_PADDING_BYTES, WEIGHT_BITS } from './format.js';
import { offsetsOf } from './offsets-of.js';
import type { Tensor } from './safetensors.js';
import { takeTensor } from './take-tensor.js';

/**
 * Reads a table of neighbours in either form: plain tensors, or counts and a bit stream.
 *
 * @param tensors of the file
 * @param where its name, for errors
 * @param table prefix of the tensors' names
 * @param count rows of the catalogue
 * @throws OnshelfError `pack-invalid`
 */
export function decodeNeighbours(tensors: ReadonlyMap<string, Tensor>, where: string, table: string, count: number): Neighbours {
  if (tensors.has(`${table}counts`)) return decodeCompact(tensors, where, table, count);
  // A pack may say nothing of what follows.
  if (table !== '' && !tensors.has(`${table}offsets`)) {
    return { offsets: new Uint32Array(count + 1), items: new Uint32Array(), weights: new Uint8Array(), scales: new Float32Array(count) };
  }
  const offsets = takeTensor(tensors, where, `${table}offsets`, 'U32', [count + 1]);
  const entries = offsets[count];
  const items = takeTensor(tensors, where, `${table}items`, 'U32', [entries]);
  const weights = takeTensor(tensors, where, `${table}weights`, 'U8', [entries]);
  const scales = takeTensor(tensors, where, `${table}scales`, 'F32', [count]);
  checkRange(scales, `${table}scales`, where, 0, LIMITS.magnitude);
  if (offsets[0] !== 0) throw invalid(`${where}: the neighbours of item 0 start at ${offsets[0]}, not 0.`);
  for (let item = 0; item < count; item++) {
    const size = offsets[item + 1] - offsets[item];
    if (size < 0 || size > LIMITS.neighbours)
      throw invalid(`${where}: item ${item} has ${size} neighbours; 0 to ${LIMITS.neighbours} are allowed.`);
  }
  for (let entry = 0; entry < entries; entry++) {
    if (items[entry] >= count) throw invalid(`${where}: entry ${entry} names item ${items[entry]} of ${count}.`);
  }
  return { offsets, items, weights, scales };
}

function decodeCompact(tensors: ReadonlyMap<string, Tensor>, where: string, table: string, count: number): Neighbours {
  const counts = takeTensor(tensors, where, `${table}counts`, 'U8', [count]);
  const stream = takeTensor(tensors, where, `${table}stream`, 'U8', [-1]);
  const scales = fromBfloat16(takeTensor(tensors, where, `${table}scales`, 'BF16', [count]));
  checkRange(scales, `${table}scales`, where, 0, LIMITS.magnitude);
  const offsets = offsetsOf(counts);
  const entries = offsets[count];
  const end = 8 * (stream.length - STREAM_PADDING_BYTES);
  // An entry takes five bits or more: no table is made room for that the bytes cannot fill.
  if ((WEIGHT_BITS + 1) * entries > end) throw invalid(`${where}: "${table}stream" is too short for ${entries} neighbours.`);
  const items = new Uint32Array(entries);
  const weights = new Uint8Array(entries);
  let at = 0;
  /** The 32 bits from `at` on; the padding makes them readable from any bit before the end. */
  const look = (): number => {
    const byte = at >>> 3;
    const shift = at & 7;
    const word = (stream[byte] << 24) | (stream[byte + 1] << 16) | (stream[byte + 2] << 8) | stream[byte + 3];
    return (word << shift) | (stream[byte + 4] >>> (8 - shift));
  };
  for (let item = 0; item < count; item++) {
    if (counts[item] === 0) continue;
    const order = look() >>> (32 - ORDER_BITS);
    at += ORDER_BITS;
    let next = 0;
    for (let entry = offsets[item]; entry < offsets[item + 1]; entry++) {
      const zeros = Math.clz32(look());
      at += zeros;
      const upper = (look() >>> (31 - zeros)) - 1;
      at += zeros + 1;
      const rest = look() >>> (32 - order - WEIGHT_BITS);
      at += order + WEIGHT_BITS;
      if (zeros > LONGEST_ZEROS || at > end) throw invalid(`${where}: "${table}stream" ends or breaks off at item ${item}.`);
      // As a product: a shift would wrap round where the bytes are wrong.
      next += upper * 2 ** order + (rest >>> WEIGHT_BITS);
      if (next >= count) throw invalid(`${where}: item ${item} names item ${next} of ${count}.`);
      items[entry] = next++;
      weights[entry] = LEVELS[rest & (LEVELS.length - 1)];
    }
  }
  if (Math.ceil(at / 8) * 8 !== end) throw invalid(`${where}: "${table}stream" has ${Math.floor((end - at) / 8)} bytes to spare.`);
  return { offsets, items, weights, scales };
}

/** Row numbers have 24 bits. */
const LONGEST_ZEROS = 24;

function invalid(message: string): OnshelfError {
  return new OnshelfError('pack-invalid', message);
}
