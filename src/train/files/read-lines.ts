import { OnshelfError } from '../../core/onshelf-error.js';
import { type InputFile, readBytes } from './detect-format.js';
import { INPUT_LIMITS, mebibytes } from './input-limits.js';

/** One line of a text file, without its end. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Whether all bytes are UTF-8. Others become U+FFFD. */
  readonly valid: boolean;
}

const NEWLINE = 0x0a;
const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

/**
 * Reads a text file line by line.
 *
 * @param file from `detectFormat`; not Parquet
 * @throws OnshelfError `bad-input` where the file is truncated, or a line is too long
 */
export async function* readLines(file: InputFile): AsyncGenerator<TextLine> {
  let number = 0;
  for await (const bytes of byteLines(file)) {
    number++;
    yield { number, ...decode(number === 1 ? withoutMark(bytes) : bytes) };
  }
}

async function* byteLines(file: InputFile): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let open = 0;
  let number = 1;
  const grow = (bytes: number): void => {
    open += bytes;
    if (open > INPUT_LIMITS.lineBytes)
      throw new OnshelfError(
        'bad-input',
        `${file.path}, line ${number}: the line is longer than ${mebibytes(INPUT_LIMITS.lineBytes)}, the limit. Write each row on its own line.`,
      );
  };
  for await (const chunk of readBytes(file)) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end < 0) break;
      grow(end - start);
      const line = chunk.subarray(start, end);
      yield parts.length === 0 ? line : Buffer.concat([...parts, line]);
      parts = [];
      open = 0;
      number++;
      start = end + 1;
    }
    if (start === chunk.length) continue;
    grow(chunk.length - start);
    parts.push(chunk.subarray(start));
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
