import { OnshelfError } from '../../core/onshelf-error.js';
import type { PackForm } from './format.js';
import type { Tensor } from './safetensors.js';

/** A column of concatenated texts, decoded one at a time. */
export interface DecodedTextColumn {
  readonly length: number;
  /** Start of each text, and the end of the last. Shape [length + 1]. */
  readonly offsets: Uint32Array;
  /** UTF-8. */
  readonly bytes: Uint8Array;
  /** The text of a row; '' if not given. */
  at(row: number): string;
}

/** Maximum bytes of a text with a length of one byte; longer texts need offsets. */
const LONGEST_BY_LENGTH = 255;

/**
 * Writes texts as two tensors: `NAME.offsets` (U32, one more than there are texts) and `NAME.bytes` (UTF-8). In the compact
 * form `NAME.lengths` (U8) replaces the offsets, unless a text is too long: offsets compress badly.
 *
 * @param name column name
 * @param texts one per row
 * @param form of the pack
 */
export function encodeTextColumn(name: string, texts: readonly string[], form: PackForm): Record<string, Tensor> {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text));
  const offsets = new Uint32Array(texts.length + 1);
  parts.forEach((part, row) => {
    offsets[row + 1] = offsets[row] + part.length;
  });
  const bytes = new Uint8Array(offsets[texts.length]);
  parts.forEach((part, row) => {
    bytes.set(part, offsets[row]);
  });
  const short = form === 'compact' && parts.every((part) => part.length <= LONGEST_BY_LENGTH);
  return {
    ...(short
      ? { [`${name}.lengths`]: { type: 'U8', shape: [parts.length], data: Uint8Array.from(parts, (part) => part.length) } }
      : { [`${name}.offsets`]: { type: 'U32', shape: [offsets.length], data: offsets } }),
    [`${name}.bytes`]: { type: 'U8', shape: [bytes.length], data: bytes },
  };
}

/**
 * Reads a text column back, checking its offsets first.
 *
 * @param name column name, for errors
 * @param offsets shape [rows + 1]
 * @param bytes UTF-8
 * @param maximumBytes longest text allowed
 * @throws OnshelfError `pack-invalid`
 */
export function decodeTextColumn(name: string, offsets: Uint32Array, bytes: Uint8Array, maximumBytes: number): DecodedTextColumn {
  const length = offsets.length - 1;
  if (offsets[0] !== 0 || offsets[length] !== bytes.length) {
    throw new OnshelfError(
      'pack-invalid',
      `Column "${name}": its offsets run from ${offsets[0]} to ${offsets[length]}, its text from 0 to ${bytes.length}.`,
    );
  }
  for (let row = 0; row < length; row++) {
    const size = offsets[row + 1] - offsets[row];
    if (size < 0 || size > maximumBytes) {
      throw new OnshelfError('pack-invalid', `Column "${name}", row ${row}: a text of ${size} bytes; 0 to ${maximumBytes} are allowed.`);
    }
  }
  const decoder = new TextDecoder();
  return { length, offsets, bytes, at: (row) => decoder.decode(bytes.subarray(offsets[row], offsets[row + 1])) };
}
