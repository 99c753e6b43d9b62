import { inflateRawSync } from 'node:zlib';
import { OnshelfError } from '../../core/onshelf-error.js';
import { mebibytes, unpackedAllowed } from '../files/input-limits.js';

/** An array of numbers from NumPy. */
export interface NumpyArray {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array | Float64Array;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
/** Size of the end record with the longest possible comment, bytes. */
const END_SEARCH = 65_557;
/** Placeholder for a size or an offset of more than 32 bits. */
const IN_ZIP64 = 0xffffffff;

/**
 * Reads arrays from an `.npz` file: a ZIP archive with an `.npy` file per array, stored or deflated, as written by `numpy.savez` and
 * `numpy.savez_compressed`. Nothing is unpickled.
 *
 * @param bytes of the file
 * @param path for errors
 * @param wanted names of arrays, without `.npy`
 * @returns the arrays that the file has
 * @throws OnshelfError `bad-input` where the archive is damaged, unpacks to too much, or an array does not have real or whole numbers
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNpz(bytes: Buffer, path: string, wanted: readonly string[]): Map<string, NumpyArray> {
  const arrays = new Map<string, NumpyArray>();
  try {
    for (const { name, method, start, size } of entriesOf(bytes)) {
      const key = name.slice(0, -4);
      // Each name once: entries may share their bytes.
      if (!name.endsWith('.npy') || !wanted.includes(key) || arrays.has(key)) continue;
      const packed = bytes.subarray(start, start + size);
      if (method !== 0 && method !== 8) throw new Error(`${name} has the unsupported compression method ${method}`);
      arrays.set(key, readNpy(method === 8 ? inflate(packed, name) : packed, name));
    }
  } catch (error) {
    throw new OnshelfError('bad-input', `${path} cannot be read as .npz: ${(error as Error).message}.`, error);
  }
  return arrays;
}

function inflate(packed: Buffer, name: string): Buffer {
  const allowed = unpackedAllowed(packed.length);
  try {
    return inflateRawSync(packed, { maxOutputLength: allowed });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    throw new Error(`${name} unpacks to more than ${mebibytes(allowed)}, the limit for its size; save it uncompressed`);
  }
}

function* entriesOf(bytes: Buffer): Generator<{ name: string; method: number; start: number; size: number }> {
  let end = bytes.length - 22;
  while (end >= Math.max(0, bytes.length - END_SEARCH) && bytes.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < Math.max(0, bytes.length - END_SEARCH)) throw new Error('it is no ZIP archive, or cut short');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('its directory is damaged');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const size = bytes.readUInt32LE(at + 20);
    const header = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if (size === IN_ZIP64 || header === IN_ZIP64) throw new Error(`${name} is larger than 4 GB; write item_factors alone, as safetensors`);
    // The local header has a name and extra fields of its own lengths.
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    if (start + size > bytes.length) throw new Error(`${name} is truncated`);
    yield { name, method: bytes.readUInt16LE(at + 10), start, size };
    at += 46 + nameLength + extraLength + commentLength;
  }
}

const READERS: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  f4: (view, at) => view.getFloat32(at, true),
  f8: (view, at) => view.getFloat64(at, true),
  i4: (view, at) => view.getInt32(at, true),
  i8: (view, at) => Number(view.getBigInt64(at, true)),
};

function readNpy(bytes: Buffer, name: string): NumpyArray {
  if (bytes.toString('latin1', 0, 6) !== '\x93NUMPY') throw new Error(`${name} is not an .npy file`);
  const long = bytes[6] >= 2;
  const headerEnd = long ? 12 + bytes.readUInt32LE(8) : 10 + bytes.readUInt16LE(8);
  const header = bytes.toString('latin1', long ? 12 : 10, headerEnd);
  const [, type] = /'descr': '([^']*)'/.exec(header) ?? [];
  const [, sides] = /'shape': \(([^()]*)\)/.exec(header) ?? [];
  const read = type?.startsWith('<') ? READERS[type.slice(1)] : undefined;
  if (read === undefined || sides === undefined)
    throw new Error(`${name} has the type ${type ?? 'unknown'}; float32 or float64 is expected`);
  const shape = sides
    .split(',')
    .filter((side) => side.trim() !== '')
    .map(Number);
  const count = shape.reduce((product, side) => product * side, 1);
  const width = Number(type.slice(2));
  if (!Number.isSafeInteger(count * width)) throw new Error(`${name} has an invalid shape`);
  if (headerEnd + count * width > bytes.length) throw new Error(`${name} is truncated`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + headerEnd, count * width);
  const values = type === '<f4' ? new Float32Array(count) : new Float64Array(count);
  // In Fortran order the first index varies fastest.
  const columns = shape.length === 2 && header.includes("'fortran_order': True") ? shape[1] : 1;
  const rows = count / columns;
  for (let place = 0; place < count; place++) {
    const source = columns === 1 ? place : (place % columns) * rows + Math.floor(place / columns);
    values[place] = read(view, source * width);
  }
  return { shape, values };
}
