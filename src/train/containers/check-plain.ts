import { INPUT_LIMITS } from '../files/input-limits.js';
import type { ByteSource } from './byte-source.js';
import { countEncoding, type EncodingCounts } from './text-encoding.js';

const [NEWLINE, RETURN, QUOTE, OPEN, CLOSE] = [0x0a, 0x0d, 0x22, 0x7b, 0x7d];
/** Longer lines of JSON are checked for depth by our reader. */
const LONG_JSON = 65_536;

/** What a check of a whole text found. */
export interface PlainCheck {
  /** Whether DuckDB and our reader read the same rows of it. */
  readonly isPlain: boolean;
  readonly encoding: EncodingCounts;
}

/** Receives the parts of a text in order. */
interface Scanner {
  /** @returns false where the text is not plain */
  add(part: Buffer): boolean;
  end(): boolean;
}

/**
 * Reads a whole text once, and tells whether DuckDB reads it exactly as our reader does.
 *
 * @param source text that may be UTF-8
 * @param delimiter of a delimited text; null: JSON Lines; undefined: nothing is plain, and only the encoding is counted
 * @throws OnshelfError `bad-input` where the source cannot be read
 */
export async function checkPlain(source: ByteSource, delimiter: string | null | undefined): Promise<PlainCheck> {
  const encoding = countEncoding();
  const scanner = delimiter === undefined ? null : delimiter === null ? scanJsonLines() : scanDelimited(delimiter.charCodeAt(0));
  let isPlain = scanner !== null;
  let openBytes = 0;
  for await (const part of source.open()) {
    encoding.add(part);
    const last = part.lastIndexOf(NEWLINE);
    openBytes = last < 0 ? openBytes + part.length : part.length - last - 1;
    if (delimiter !== undefined && openBytes > INPUT_LIMITS.lineBytes) {
      // The reader refuses the line and names it, unless its lines end otherwise; the rest need not be unpacked for that.
      isPlain = false;
      break;
    }
    // DuckDB ends a text at a zero byte.
    isPlain &&= !part.includes(0) && scanner?.add(part) === true;
  }
  const counts = encoding.end();
  return { isPlain: isPlain && scanner?.end() === true && counts.invalid === 0, encoding: counts };
}

/** What the last byte was in a delimited text. */
const [FIELD_START, UNQUOTED, QUOTED, CLOSED] = [0, 1, 2, 3];

/**
 * Plain: each line has as many fields as the first, two or more; a quote only at the start and the end of a field, or doubled inside; no line break
 * inside a field; all lines end alike; empty lines at the end alone.
 */
function scanDelimited(delimiter: number): Scanner {
  let state = FIELD_START;
  let fields = 1;
  let columns = 0;
  /** Bytes of the line in earlier parts. */
  let before = 0;
  let ended = false;
  /** Of the first line: bytes of its end, LF or CRLF; 0 not known. */
  let lineEnd = 0;
  let afterReturn = false;
  const endLine = (length: number, end: number): boolean => {
    if (length > INPUT_LIMITS.lineBytes || (lineEnd !== 0 && lineEnd !== end)) return false;
    lineEnd = end;
    if (length === end) ended = true;
    else if (ended) return false;
    else if (columns === 0) columns = fields;
    else if (fields !== columns) return false;
    fields = 1;
    return columns > 1;
  };
  /** A part without quotes and CRs, which most are. */
  const addSimple = (part: Buffer): boolean => {
    let start = -before;
    for (let at = 0; at < part.length; at++) {
      const byte = part[at];
      if (byte === delimiter) fields++;
      else if (byte === NEWLINE) {
        if (!endLine(at + 1 - start, 1)) return false;
        start = at + 1;
      }
    }
    before = part.length - start;
    if (before > 0) state = part[part.length - 1] === delimiter ? FIELD_START : UNQUOTED;
    else state = FIELD_START;
    return true;
  };
  const addAny = (part: Buffer): boolean => {
    let start = -before;
    let now = state;
    for (let at = 0; at < part.length; at++) {
      const byte = part[at];
      if (afterReturn && byte !== NEWLINE) return false;
      if (now === QUOTED) {
        if (byte === QUOTE) now = CLOSED;
        else if (byte === NEWLINE || byte === RETURN) return false;
      } else if (byte === delimiter) {
        fields++;
        now = FIELD_START;
      } else if (byte === NEWLINE) {
        if (!endLine(at + 1 - start, afterReturn ? 2 : 1)) return false;
        afterReturn = false;
        start = at + 1;
        now = FIELD_START;
      } else if (byte === RETURN) afterReturn = true;
      else if (byte === QUOTE) {
        if (now === UNQUOTED) return false;
        now = QUOTED;
      } else if (now === CLOSED) return false;
      else now = UNQUOTED;
    }
    before = part.length - start;
    state = now;
    return true;
  };
  return {
    add: (part) => {
      const isSimple = state !== QUOTED && state !== CLOSED && !afterReturn && !part.includes(QUOTE) && !part.includes(RETURN);
      return isSimple ? addSimple(part) : addAny(part);
    },
    end: () => {
      if (afterReturn || state === QUOTED || columns < 2 || before > INPUT_LIMITS.lineBytes) return false;
      return before === 0 || (!ended && fields === columns);
    },
  };
}

/** Plain: each line is one object, from the first byte to the last; all lines end alike. */
function scanJsonLines(): Scanner {
  let lineEnd = 0;
  let open: Buffer[] = [];
  let openBytes = 0;
  let last = 0;
  const isObject = (line: Buffer): boolean => line.length <= LONG_JSON && line[0] === OPEN && line[line.length - 1] === CLOSE;
  return {
    add(part) {
      // Two objects on a line, and the separator by which DuckDB is made to read lines.
      if (part.includes('}{') || part.includes('} {') || part.includes(1) || (last === CLOSE && part[0] === OPEN)) return false;
      last = part[part.length - 1];
      let start = 0;
      for (let end = part.indexOf(NEWLINE); end >= 0; end = part.indexOf(NEWLINE, start)) {
        let line = part.subarray(start, end);
        if (openBytes > 0) {
          line = Buffer.concat([...open, line]);
          open = [];
          openBytes = 0;
        }
        const found = line[line.length - 1] === RETURN ? 2 : 1;
        if (lineEnd === 0) lineEnd = found;
        else if (lineEnd !== found) return false;
        if (!isObject(found === 2 ? line.subarray(0, -1) : line) || line.indexOf(RETURN) !== (found === 2 ? line.length - 1 : -1))
          return false;
        start = end + 1;
      }
      if (start < part.length) {
        open.push(part.subarray(start));
        openBytes += part.length - start;
      }
      return openBytes <= LONG_JSON;
    },
    end: () => openBytes === 0 || (isObject(Buffer.concat(open)) && !Buffer.concat(open).includes(RETURN)),
  };
}
