import { isAscii, isUtf8 } from 'node:buffer';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { ByteSource } from './byte-source.js';

/** An encoding of text, and how its first bytes tell it. */
export interface TextEncoding {
  /** For `TextDecoder`: `utf-8`, `utf-16le`, `windows-1252`, or what an XML declaration names. */
  readonly label: string;
  /** Bytes of the byte order mark. */
  readonly mark: number;
  /** What an XML declaration names, in small letters; null where there is none. */
  readonly declared: string | null;
}

/** Encodings in which the declaration itself could not be read as ASCII. */
const WIDE = /^(?:utf-?(?:16|32)|ucs-?[24]|iso-10646|csunicode)/;

/** UTF-16 without a mark is told by the share of zero bytes in one of two places. */
const ZERO_SHARE = 0.2;

/**
 * Tells the encoding of a text by its first bytes.
 *
 * @param head of the text; 2 bytes or more
 */
export function detectEncoding(head: Buffer): TextEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { label: 'utf-8', mark: 3, declared: null };
  if (head[0] === 0xff && head[1] === 0xfe) return { label: 'utf-16le', mark: 2, declared: null };
  if (head[0] === 0xfe && head[1] === 0xff) return { label: 'utf-16be', mark: 2, declared: null };
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2]++;
  const [even, odd] = zeros.map((count) => count / (head.length / 2));
  if (odd > ZERO_SHARE && even < odd / 10) return { label: 'utf-16le', mark: 0, declared: null };
  if (even > ZERO_SHARE && odd < even / 10) return { label: 'utf-16be', mark: 0, declared: null };
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head.toString('latin1', 0, 256))?.[1].toLowerCase() ?? null;
  return { label: declared === null || WIDE.test(declared) ? 'utf-8' : declared, mark: 0, declared };
}

/**
 * A text in UTF-8, without its mark.
 *
 * @param source its bytes
 * @param encoding from `detectEncoding`
 * @throws OnshelfError `bad-input` for an encoding that is not known
 */
export function inUtf8(source: ByteSource, { label, mark }: Pick<TextEncoding, 'label' | 'mark'>): ByteSource {
  const { path } = source;
  if (/^utf-?8$/.test(label)) return mark === 0 ? source : { path, open: () => without(source.open(), mark) };
  const newDecoder = (): TextDecoder => {
    try {
      return new TextDecoder(label);
    } catch (error) {
      throw new OnshelfError('bad-input', `${path} is in the encoding "${label}", which is not known. Save it as UTF-8.`, error);
    }
  };
  newDecoder();
  return {
    path,
    open: async function* () {
      const decoder = newDecoder();
      for await (const part of without(source.open(), mark)) yield Buffer.from(decoder.decode(part, { stream: true }));
      const rest = decoder.decode();
      if (rest !== '') yield Buffer.from(rest);
    },
  };
}

async function* without(parts: AsyncGenerator<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const part of parts) {
    const cut = Math.min(left, part.length);
    left -= cut;
    if (cut < part.length) yield cut === 0 ? part : part.subarray(cut);
  }
}

/** What the bytes of a text that should be UTF-8 say. */
export interface EncodingCounts {
  /** Letters beyond ASCII that are UTF-8. */
  valid: number;
  /** Bytes that are not UTF-8. */
  invalid: number;
  /** Of them, bytes next to another such byte: in Western languages letters with accents seldom stand together. */
  joined: number;
  /** Of them, bytes that no Western text has. */
  unassigned: number;
}

/** Bytes that Windows-1252 leaves free, and a letter that hardly any language has. */
const UNASSIGNED = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xff]);

/**
 * Counts the bytes of a text that are not UTF-8.
 *
 * @returns receives the parts of a text in order; `end` gives the counts
 */
export function countEncoding(): { add(part: Buffer): void; end(): EncodingCounts } {
  const counts: EncodingCounts = { valid: 0, invalid: 0, joined: 0, unassigned: 0 };
  /** The start of a letter whose other bytes are in the next part. */
  let open: Buffer = Buffer.alloc(0);
  const count = (bytes: Buffer, last: boolean): void => {
    let bad = -2;
    for (let at = 0; at < bytes.length; ) {
      const length = bytes[at] < 0x80 ? 1 : letterBytes(bytes, at);
      if (bytes[at] < 0x80) at++;
      else if (length > 0) {
        counts.valid++;
        at += length;
      } else {
        if (length < 0 && !last) {
          open = Buffer.from(bytes.subarray(at));
          return;
        }
        counts.invalid++;
        if (bad === at - 1) counts.joined++;
        if (UNASSIGNED.has(bytes[at])) counts.unassigned++;
        bad = at++;
      }
    }
  };
  return {
    add(part) {
      if (open.length === 0 && isAscii(part)) return;
      const bytes = open.length === 0 ? part : Buffer.concat([open, part]);
      open = Buffer.alloc(0);
      const whole = wholeLetters(bytes);
      if (isUtf8(bytes.subarray(0, whole))) {
        counts.valid++;
        open = Buffer.from(bytes.subarray(whole));
      } else count(bytes, false);
    },
    end() {
      const rest = open;
      open = Buffer.alloc(0);
      count(rest, true);
      return counts;
    },
  };
}

/** Bytes without a letter that the end cuts. */
function wholeLetters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return bytes.length - (back < sequenceLength(byte) ? back : 0);
  }
  return bytes.length;
}

function sequenceLength(byte: number): number {
  return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
}

/** Bytes of the UTF-8 letter at a place; 0 where there is none; -1 where the bytes end first. */
function letterBytes(bytes: Buffer, at: number): number {
  if (bytes[at] < 0xc2 || bytes[at] > 0xf4) return 0;
  const length = sequenceLength(bytes[at]);
  for (let next = 1; next < length; next++) {
    if (at + next === bytes.length) return -1;
    if ((bytes[at + next] & 0xc0) !== 0x80) return 0;
  }
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

/**
 * Whether a text that is not UTF-8 is Windows-1252 throughout: no letter in UTF-8, and accents where Western languages have them.
 *
 * @param counts of the whole text
 */
export function isWindows1252({ valid, invalid, joined, unassigned }: EncodingCounts): boolean {
  return invalid > 0 && valid <= invalid / 50 && unassigned === 0 && joined <= invalid / 2;
}
