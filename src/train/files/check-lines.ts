import { OnshelfError } from '../../core/onshelf-error.js';
import { type InputFile, readBytes } from './detect-format.js';
import { INPUT_LIMITS, mebibytes } from './input-limits.js';
import { isDeep } from './parse-json-line.js';

const [NEWLINE, RETURN, QUOTE] = [0x0a, 0x0d, 0x22];
/** Shorter lines of JSON are not checked for depth, bytes. */
const LONG_JSON = 65_536;

/**
 * Scans a text file before it is read, and rejects lines, quoted fields and nesting beyond `INPUT_LIMITS`, and compressed files that
 * unpack to too much.
 *
 * @param file from `detectFormat`; not Parquet
 * @throws OnshelfError `bad-input` naming file, line and limit
 */
export async function checkLines(file: InputFile): Promise<void> {
  const looks = file.format === 'json-lines' ? [lookAtLines(true)] : [lookAtLines(false), lookAtQuotes(file.delimiter.charCodeAt(0))];
  let start = 0;
  for await (const part of readBytes(file)) {
    for (const look of looks) {
      const fault = look(part, start);
      if (fault !== null) throw new OnshelfError('bad-input', `${file.path}, line ${await lineAt(file, fault.at)}: ${fault.message}`);
    }
    start += part.length;
  }
}

/** A violated limit, and a byte of the line. */
interface Fault {
  readonly at: number;
  readonly message: string;
}

/** A check that receives the parts of a file in order, each with its offset in bytes. */
type Look = (part: Buffer, start: number) => Fault | null;

function lookAtLines(json: boolean): Look {
  /** Parts of the current line; kept for JSON only. */
  let open: Buffer[] = [];
  let length = 0;
  let begin = 0;
  const grow = (part: Buffer): Fault | null => {
    length += part.length;
    if (json) open.push(part);
    if (length <= INPUT_LIMITS.lineBytes) return null;
    return {
      at: begin,
      message: `the line is longer than ${mebibytes(INPUT_LIMITS.lineBytes)}, the limit. Write each row on its own line.`,
    };
  };
  const finish = (): Fault | null => {
    if (length <= LONG_JSON || !isDeep(Buffer.concat(open).toString('latin1'))) return null;
    return { at: begin, message: `lists and objects are nested more than ${INPUT_LIMITS.jsonDepth} deep, the limit. Flatten them.` };
  };
  return (part, start) => {
    const first = part.indexOf(NEWLINE);
    if (first < 0) return grow(part);
    const fault = grow(part.subarray(0, first)) ?? (json ? finish() : null);
    const last = part.lastIndexOf(NEWLINE);
    open = [];
    length = 0;
    begin = start + last + 1;
    return fault ?? grow(part.subarray(last + 1));
  };
}

/** A quoted field starts with a quote, and ends at the next quote that is not doubled. */
function lookAtQuotes(delimiter: number): Look {
  let begin = -1;
  let before = NEWLINE;
  /** Whether the last byte was a quote, which may end the field or be the first of a doubled one. */
  let half = false;
  return (part, start) => {
    let at = 0;
    if (half && part.length > 0) {
      half = false;
      if (part[0] === QUOTE) at = 1;
      else begin = -1;
    }
    for (;;) {
      const quote = part.indexOf(QUOTE, at);
      const reached = quote < 0 ? part.length : quote;
      if (begin >= 0 && start + reached - begin > INPUT_LIMITS.recordCharacters)
        return {
          at: begin,
          message: `the quoted field that starts here does not end within ${mebibytes(INPUT_LIMITS.recordCharacters)}, the limit. Check for a missing quote.`,
        };
      if (quote < 0) break;
      at = quote + 1;
      const previous = quote === 0 ? before : part[quote - 1];
      if (begin < 0) {
        if (previous === delimiter || previous === NEWLINE || previous === RETURN) begin = start + quote;
      } else if (at === part.length) half = true;
      else if (part[at] === QUOTE) at++;
      else begin = -1;
    }
    before = part.at(-1) ?? before;
    return null;
  };
}

/** The line of a byte, from 1. Only for error messages. */
async function lineAt(file: InputFile, byte: number): Promise<number> {
  let line = 1;
  let start = 0;
  for await (const part of readBytes(file)) {
    const within = part.subarray(0, Math.max(0, byte - start));
    for (let at = within.indexOf(NEWLINE); at >= 0; at = within.indexOf(NEWLINE, at + 1)) line++;
    start += part.length;
    if (start >= byte) break;
  }
  return line;
}
