import { OnshelfError } from '../../core/onshelf-error.js';
import type { InputFile } from './detect-format.js';
import { INPUT_LIMITS } from './input-limits.js';
import { readLines, type TextLine } from './read-lines.js';

/** One record of a delimited file, or one line of a JSON Lines file. */
export interface TextRecord {
  /** Line it starts on, from 1. */
  readonly line: number;
  /** Delimited: the fields. JSON Lines: the line alone. */
  readonly fields: readonly string[];
  /** Whether all bytes are UTF-8. Others become U+FFFD. */
  readonly valid: boolean;
}

/** Maximum number of lines of a quoted field. */
const LONGEST_RECORD_LINES = 1000;

/**
 * Reads a text file record by record. A quoted field may contain separators, line breaks and doubled quotes (RFC 4180). A quote
 * inside an unquoted field (`19" rack`) is an ordinary character. So is an opening quote whose end in a later line does not give a
 * record with the header's columns: then each of these lines is a record.
 *
 * @param file from `detectFormat`; not Parquet
 * @throws OnshelfError `bad-input` where the file is truncated, or a line, a record or the number of its fields is beyond `INPUT_LIMITS`
 */
export async function* readRecords(file: InputFile): AsyncGenerator<TextRecord> {
  const lines = readLines(file);
  /** Lines read ahead in search of a closing quote. */
  const waiting: TextLine[] = [];
  let columns = 0;
  for (;;) {
    const line = waiting.shift() ?? (await nextLine(lines));
    if (line === undefined) return;
    if (line.text === '') continue;
    if (file.format === 'json-lines') {
      yield { line: line.number, fields: [line.text], valid: line.valid };
      continue;
    }
    const alone = splitFields(line.text, file.delimiter);
    const record = Array.isArray(alone)
      ? recordOf(line, alone)
      : ((await joinLines(line, file, columns, waiting, lines)) ?? recordOf(line, line.text.split(file.delimiter)));
    if (record.fields.length > INPUT_LIMITS.fields)
      throw beyond(file, line, `the line has ${record.fields.length} fields; the limit is ${INPUT_LIMITS.fields}. Check the separator.`);
    if (columns === 0) columns = record.fields.length;
    yield record;
  }
}

/**
 * Searches for the end of a quoted field that continues after its line.
 *
 * @param first the line with the opening quote
 * @param file for its column separator, and for errors
 * @param columns of the header; 0 where the line is the header
 * @param waiting lines read ahead; those of the record are removed
 * @param lines the rest of the file
 * @returns null where there is no end: the quote is an ordinary character
 */
async function joinLines(
  first: TextLine,
  file: InputFile,
  columns: number,
  waiting: TextLine[],
  lines: AsyncGenerator<TextLine>,
): Promise<TextRecord | null> {
  const { delimiter } = file;
  let whole = first.text;
  let valid = first.valid;
  for (let joined = 0; joined < LONGEST_RECORD_LINES; joined++) {
    if (joined === waiting.length) {
      const more = await nextLine(lines);
      if (more === undefined) return null;
      waiting.push(more);
    }
    const next = waiting[joined];
    whole += `\n${next.text}`;
    valid &&= next.valid;
    if (whole.length > INPUT_LIMITS.recordCharacters)
      throw beyond(
        file,
        first,
        `the quoted field that starts here does not end within ${INPUT_LIMITS.recordCharacters} characters, the limit. Check for a missing quote.`,
      );
    const fields = next.text.includes('"') ? splitFields(whole, delimiter) : 'open';
    if (fields === 'open') continue;
    if (!isRecord(fields, delimiter, columns)) return null;
    waiting.splice(0, joined + 1);
    return { line: first.number, fields, valid };
  }
  return null;
}

/** Whether joined lines are a record with the header's columns. A TSV field with a line break and a tab is several rows. */
function isRecord(fields: readonly string[] | 'broken', delimiter: string, columns: number): fields is readonly string[] {
  if (fields === 'broken' || (columns > 0 && fields.length !== columns)) return false;
  return delimiter !== '\t' || !fields.some((field) => field.includes('\n') && field.includes('\t'));
}

function beyond(file: InputFile, { number }: TextLine, fault: string): OnshelfError {
  return new OnshelfError('bad-input', `${file.path}, line ${number}: ${fault}`);
}

function recordOf({ number, valid }: TextLine, fields: readonly string[]): TextRecord {
  return { line: number, fields, valid };
}

/** The fields; `open` where the last quote is not closed, `broken` where text follows the closing quote of a field with line breaks. */
function splitFields(text: string, delimiter: string): string[] | 'open' | 'broken' {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = '';
    if (text[at] === '"') {
      for (;;) {
        const end = text.indexOf('"', at + 1);
        if (end < 0) return 'open';
        field += text.slice(at + 1, end);
        at = end + 1;
        if (text[at] !== '"') break;
        field += '"';
      }
      if (field.includes('\n') && at < text.length && text[at] !== delimiter) return 'broken';
    }
    const end = text.indexOf(delimiter, at);
    // Text between the closing quote and the separator is kept, as in `"5" pan`.
    fields.push(field + text.slice(at, end < 0 ? text.length : end));
    if (end < 0) return fields;
    at = end + 1;
  }
}

async function nextLine(lines: AsyncGenerator<TextLine>): Promise<TextLine | undefined> {
  const { value, done } = await lines.next();
  return done === true ? undefined : value;
}
