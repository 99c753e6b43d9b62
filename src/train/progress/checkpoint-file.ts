import { closeSync, constants, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { writeAtomically, writeBytes } from '../files/write-atomically.js';

/** Supported array types, by name. */
const ARRAYS = { Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array } as const;
type ArrayName = keyof typeof ARRAYS;

/** Bytes per read call, which must not exceed 2 GiB. */
const PIECE = 2 ** 26;
/** The header's length before it, and a checksum of all bytes at the end, are 32-bit little-endian integers. */
const INTEGER_BYTES = 4;

/** Placeholder in the header for a value that JSON cannot represent. */
type Placeholder = { readonly $array: readonly [ArrayName, number] } | { readonly $number: string };

/**
 * Writes a value atomically. Arrays are written in place, without a copy.
 *
 * @param path of the file
 * @param value plain objects, lists, numbers, texts and typed arrays, in any depth
 * @throws errors of the file system; TypeError for a value of another type
 */
export function writeCheckpoint(path: string, value: unknown): void {
  const arrays: ArrayBufferView[] = [];
  const header = Buffer.from(JSON.stringify(value, (_, part: unknown) => placeholderFor(part, arrays)) ?? 'null');
  writeAtomically(
    path,
    (file) => {
      let sum = 0;
      const put = (view: ArrayBufferView): void => {
        for (let at = 0; at < view.byteLength; at += PIECE) {
          const piece = new Uint8Array(view.buffer, view.byteOffset + at, Math.min(PIECE, view.byteLength - at));
          sum = crc32(piece, sum);
          writeBytes(file, piece);
        }
      };
      put(integer(header.length));
      put(header);
      for (const array of arrays) put(array);
      put(integer(sum));
    },
    0o600,
  );
}

/**
 * Reads a value that `writeCheckpoint` wrote.
 *
 * @param path of the file
 * @returns an equal value, to the bit; each array has its own buffer
 * @throws Error where the file is missing, truncated or damaged
 */
export function readCheckpoint(path: string): unknown {
  const { O_RDONLY, O_NOFOLLOW = 0 } = constants;
  const file = openSync(path, O_RDONLY | O_NOFOLLOW);
  try {
    let sum = 0;
    const take = <View extends ArrayBufferView>(view: View): View => {
      for (let at = 0; at < view.byteLength; ) {
        const piece = new Uint8Array(view.buffer, view.byteOffset + at, Math.min(PIECE, view.byteLength - at));
        const read = readSync(file, piece);
        if (read === 0) throw new Error(`${path} is truncated`);
        sum = crc32(piece.subarray(0, read), sum);
        at += read;
      }
      return view;
    };
    const header = take(Buffer.alloc(take(Buffer.alloc(INTEGER_BYTES)).readUInt32LE()));
    const value: unknown = JSON.parse(header.toString(), (_, part: unknown) => {
      const placeholder = part as Partial<{ $array: [ArrayName, number]; $number: string }> | null;
      if (placeholder?.$array !== undefined) return take(new ARRAYS[placeholder.$array[0]](placeholder.$array[1]));
      return placeholder?.$number === undefined ? part : Number(placeholder.$number);
    });
    const expected = sum;
    if (take(Buffer.alloc(INTEGER_BYTES)).readUInt32LE() !== expected) throw new Error(`${path} is damaged`);
    return value;
  } finally {
    closeSync(file);
  }
}

function placeholderFor(part: unknown, arrays: ArrayBufferView[]): unknown {
  if (typeof part === 'number')
    return Number.isFinite(part) && !Object.is(part, -0) ? part : ({ $number: numberText(part) } satisfies Placeholder);
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  // Objects without a prototype are plain too.
  const name = part.constructor?.name ?? 'Object';
  if (ArrayBuffer.isView(part) && name in ARRAYS) {
    arrays.push(part);
    return { $array: [name as ArrayName, (part as Uint8Array).length] } satisfies Placeholder;
  }
  if (name !== 'Object') throw new TypeError(`A ${name} cannot be kept in a checkpoint.`);
  return part;
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(INTEGER_BYTES);
  bytes.writeUInt32LE(value);
  return bytes;
}
