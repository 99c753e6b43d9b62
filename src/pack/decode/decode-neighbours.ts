import { OnshelfError } from '../../core/onshelf-error.js';
import type { Steps } from '../../core/time/run-steps.js';
import type { Neighbours } from '../../types/pack.js';
import { fromBfloat16 } from '../format/bfloat16.js';
import { LEVELS, LIMITS, ORDER_BITS, STREAM_PADDING_BYTES, WEIGHT_BITS } from '../format/format.js';
import { offsetsOf } from '../format/offsets-of.js';
import type { Tensor } from '../format/safetensors.js';
import { takeTensor } from '../format/take-tensor.js';
import { checkRange } from './check-range.js';

/** Lists between two yields. */
const LISTS_AT_ONCE = 4096;
/** Tensors of a table, in the plain form. */
const PARTS = ['offsets', 'items', 'weights', 'scales'];

/**
 * Reads a table of neighbours in either form: plain tensors, or counts and a bit stream.
 *
 * @param tensors of the file
 * @param where its name, for errors
 * @param table prefix of the tensors' names
 * @param count number of lists
 * @param catalogue number of items that the lists may name
 * @throws OnshelfError `pack-invalid`
 */
export function* decodeNeighbours(
  tensors: ReadonlyMap<string, Tensor>,
  where: string,
  table: string,
  count: number,
  catalogue = count,
): Steps<Neighbours> {
  if (tensors.has(`${table}counts`)) return yield* decodeCompact(tensors, where, table, count, catalogue);
  // The table of followers is optional, but not a part of it.
  if (table !== '' && ![...tensors.keys()].some((name) => PARTS.some((part) => name === table + part))) {
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
  const named = new Uint32Array(catalogue);
  for (let item = 0; item < count; item++) {
    if (item % LISTS_AT_ONCE === 0) yield;
    for (let entry = offsets[item]; entry < offsets[item + 1]; entry++) {
      const other = items[entry];
      if (other >= catalogue) throw invalid(`${where}: entry ${entry} names item ${other} of ${catalogue}.`);
      if (named[other] === item + 1) throw invalid(`${where}: item ${item} names item ${other} twice.`);
      named[other] = item + 1;
    }
  }
  return { offsets, items, weights, scales };
}

function* decodeCompact(
  tensors: ReadonlyMap<string, Tensor>,
  where: string,
  table: string,
  count: number,
  catalogue: number,
): Steps<Neighbours> {
  const counts = takeTensor(tensors, where, `${table}counts`, 'U8', [count]);
  const stream = takeTensor(tensors, where, `${table}stream`, 'U8', [-1]);
  const scales = fromBfloat16(takeTensor(tensors, where, `${table}scales`, 'BF16', [count]));
  checkRange(scales, `${table}scales`, where, 0, LIMITS.magnitude);
  const offsets = offsetsOf(counts);
  const entries = offsets[count];
  const end = 8 * (stream.length - STREAM_PADDING_BYTES);
  // An entry takes at least five bits: checked before anything is allocated.
  if ((WEIGHT_BITS + 1) * entries > Math.max(end, 0)) throw invalid(`${where}: "${table}stream" is too short for ${entries} neighbours.`);
  const items = new Uint32Array(entries);
  const weights = new Uint8Array(entries);
  const view = new DataView(stream.buffer, stream.byteOffset, stream.length);
  let at = 0;
  for (let item = 0; item < count; item++) {
    if (item % LISTS_AT_ONCE === 0) yield;
    if (counts[item] === 0) continue;
    const order = look(view, at) >>> (32 - ORDER_BITS);
    at += ORDER_BITS;
    let next = 0;
    for (let entry = offsets[item]; entry < offsets[item + 1] && at <= end; entry++) {
      const zeros = Math.clz32(look(view, at));
      if (zeros + order > LONGEST_STEP) throw invalid(`${where}: "${table}stream" breaks off at item ${item}.`);
      const width = zeros + 1 + order + WEIGHT_BITS;
      const bits = look(view, at + zeros) >>> (32 - width);
      at += zeros + width;
      next += (bits >>> WEIGHT_BITS) - (1 << order);
      if (next >= catalogue) throw invalid(`${where}: item ${item} names item ${next} of ${catalogue}.`);
      items[entry] = next++;
      weights[entry] = LEVELS[bits & (LEVELS.length - 1)];
    }
    if (at > end) throw invalid(`${where}: "${table}stream" ends at item ${item}.`);
  }
  if (Math.ceil(at / 8) * 8 !== end) throw invalid(`${where}: "${table}stream" has ${Math.floor((end - at) / 8)} bytes to spare.`);
  return { offsets, items, weights, scales };
}

/** Row numbers have 24 bits, and a code one more, so that a code and its weight fit into one read of 32 bits. */
const LONGEST_STEP = 25;

/** The 32 bits from a bit on. The padding allows reading a step beyond the end. */
function look(view: DataView, at: number): number {
  const byte = at >>> 3;
  const shift = at & 7;
  return (view.getUint32(byte) << shift) | (view.getUint8(byte + 4) >>> (8 - shift));
}

function invalid(message: string): OnshelfError {
  return new OnshelfError('pack-invalid', message);
}
