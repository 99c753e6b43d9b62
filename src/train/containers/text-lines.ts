import { isUtf8 } from 'node:buffer';
import { OnshelfError } from '../../core/onshelf-error.js';
import { INPUT_LIMITS, mebibytes } from '../files/input-limits.js';
import type { InputFile } from './input-file.js';

/** One line of a text, without its end. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Whether all bytes are UTF-8. Others become U+FFFD. */
  readonly isWhole: boolean;
}

const [NEWLINE, RETURN] = [0x0a, 0x0d];
/** What ends a line: LF, CRLF, CR, and CRCRLF, which a text mode writes for CRLF. */
const LINE_END = /\r*\n|\r/;

/**
 * Reads a text line by line, in batches. Line ends may be mixed.
 *
 * @param source text in UTF-8
 * @returns batches of lines; a line end at the end of the text begins no line
 * @throws OnshelfError `bad-input` naming a line that is beyond the limit
 */
export async function* readTextLines(source: Pick<InputFile, 'path' | 'bytes'>): AsyncGenerator<TextLine[]> {
  let number = 1;
  let open: Buffer[] = [];
  let openBytes = 0;
  const linesOf = (block: Buffer): TextLine[] => {
    const isWhole = isUtf8(block);
    const texts = isWhole ? splitLines(block.toString('utf8')) : splitLines(block.toString('latin1'));
    const lines = texts.map((text, index) => {
      if (isWhole) return { number: number + index, text, isWhole };
      const bytes = Buffer.from(text, 'latin1');
      return { number: number + index, text: bytes.toString('utf8'), isWhole: isUtf8(bytes) };
    });
    const long = texts.findIndex((text) => text.length > INPUT_LIMITS.lineBytes);
    if (long >= 0) throw tooLong(source.path, number + long);
    number += lines.length;
    return lines;
  };
  for await (const part of source.bytes()) {
    const end = lastLineEnd(part);
    if (end === 0) {
      open.push(part);
      openBytes += part.length;
      // Four bytes for a character at most, so no allowed line is refused here.
      if (openBytes > 4 * INPUT_LIMITS.lineBytes) throw tooLong(source.path, number);
      continue;
    }
    const head = part.subarray(0, end);
    yield linesOf(open.length === 0 ? head : Buffer.concat([...open, head]));
    const rest = part.subarray(end);
    open = rest.length === 0 ? [] : [Buffer.from(rest)];
    openBytes = rest.length;
  }
  if (openBytes > 0) yield linesOf(Buffer.concat(open));
}

/** The place after the last line end that is complete: after a CR at the end of a part, an LF may follow. */
function lastLineEnd(part: Buffer): number {
  const newline = part.lastIndexOf(NEWLINE);
  let cr = part.lastIndexOf(RETURN);
  if (cr < newline) return newline + 1;
  while (cr === part.length - 1 || part[cr + 1] === RETURN) {
    if (cr < 0) return newline + 1;
    cr = part.lastIndexOf(RETURN, cr - 1);
    if (cr <= newline) return newline + 1;
  }
  return cr + 1;
}

function splitLines(text: string): string[] {
  const lines = text.includes('\r') ? text.split(LINE_END) : text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function tooLong(path: string, line: number): OnshelfError {
  return new OnshelfError(
    'bad-input',
    `${path}, line ${line}: the line is longer than ${mebibytes(INPUT_LIMITS.lineBytes)}, the limit. Write each row on its own line.`,
  );
}
