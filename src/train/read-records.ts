import { openBytes, type SniffedFile } from './sniff-file.js';

/** One record of a delimited file, or one line of a JSON Lines file. */
export interface TextRecord {
  /** Line it starts on, from 1. */
  readonly line: number;
  /** Delimited: the fields. JSON Lines: the line alone. */
  readonly fields: readonly string[];
  /** Were all bytes UTF-8? Those that were not stand as U+FFFD. */
  readonly valid: boolean;
}

const NEWLINE = 0x0a;
const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

/**
 * Reads a text file record by record, however long the records are. A field may be quoted, and then hold separators,
 * line breaks and doubled quotes (RFC 4180). A quote inside an unquoted field (`19" rack`) is an ordinary character,
 * and a quoted field that never ends is taken as it stands up to the end of its line.
 *
 * @param file from `sniffFile`; not Parquet
 */
export async function* readRecords(file: SniffedFile): AsyncGenerator<TextRecord> {
  const lines = readLines(file);
  let number = 0;
  for await (const bytes of lines) {
    number++;
    const { text, valid } = decode(number === 1 ? withoutMark(bytes) : bytes);
    if (text === '') continue;
    if (file.format === 'json-lines') {
      yield { line: number, fields: [text], valid };
      continue;
    }
    const start = number;
    let whole = text;
    let allValid = valid;
    let fields = splitFields(whole, file.delimiter);
    // An open quote reaches into the next line, unless it would have to reach absurdly far.
    const spare: { text: string; valid: boolean }[] = [];
    while (fields === null && spare.length < LONGEST_RECORD_LINES) {
      const next = await lines.next();
      if (next.done === true) break;
      number++;
      const more = decode(next.value);
      spare.push(more);
      allValid &&= more.valid;
      whole += `\n${more.text}`;
      fields = more.text.includes('"') ? splitFields(whole, file.delimiter) : null;
    }
    if (fields !== null) {
      yield { line: start, fields, valid: allValid };
      continue;
    }
    // The quote was never closed: it was a character after all, and every line is a record of its own.
    for (const [index, part] of [{ text, valid }, ...spare].entries()) {
      if (part.text !== '')
        yield { line: start + index, fields: splitFields(part.text, file.delimiter) ?? part.text.split(file.delimiter), valid: part.valid };
    }
  }
}

/** Lines that one quoted field may span. */
const LONGEST_RECORD_LINES = 1000;

function splitFields(text: string, delimiter: string): string[] | null {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let field = '';
      for (;;) {
        const end = text.indexOf('"', at + 1);
        if (end < 0) return null;
        field += text.slice(at + 1, end);
        at = end + 1;
        if (text[at] !== '"') break;
        field += '"';
      }
      const end = text.indexOf(delimiter, at);
      // What stands between the closing quote and the separator is kept: `"5" pan` must not lose its pan.
      fields.push(field + text.slice(at, end < 0 ? text.length : end));
      if (end < 0) return fields;
      at = end + 1;
    } else {
      const end = text.indexOf(delimiter, at);
      fields.push(text.slice(at, end < 0 ? text.length : end));
      if (end < 0) return fields;
      at = end + 1;
    }
  }
}

async function* readLines(file: SniffedFile): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  for await (const chunk of openBytes(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end < 0) break;
      const line = chunk.subarray(start, end);
      yield parts.length === 0 ? line : Buffer.concat([...parts, line]);
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

function decode(bytes: Buffer): { text: string; valid: boolean } {
  const end = bytes.at(-1) === 0x0d ? bytes.length - 1 : bytes.length;
  const line = bytes.subarray(0, end);
  try {
    return { text: strict.decode(line), valid: true };
  } catch {
    return { text: lenient.decode(line), valid: false };
  }
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
