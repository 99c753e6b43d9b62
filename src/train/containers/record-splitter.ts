import { OnshelfError } from '../../core/onshelf-error.js';
import { INPUT_LIMITS } from '../files/input-limits.js';
import type { TextDialect } from './input-file.js';
import { splitFields } from './split-fields.js';
import type { TextLine } from './text-lines.js';

/** The fields of one record. */
export interface FieldRecord {
  /** Line it starts on, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
  /** Whether all bytes are UTF-8. Others become U+FFFD. */
  readonly isWhole: boolean;
}

/** Maximum number of lines of a quoted field. */
const LONGEST_RECORD_LINES = 1000;

/**
 * Splits lines into records. A quoted field may contain line breaks. An opening quote whose end in a later line does not give a
 * record with the first record's fields is an ordinary character: then each of these lines is a record. Empty lines are left out.
 */
export class RecordSplitter {
  readonly #path: string;
  readonly #dialect: TextDialect;
  /** Lines whose records are not complete. */
  #waiting: readonly TextLine[] = [];
  #columns = 0;

  /**
   * @param path for errors
   * @param dialect of the text
   */
  constructor(path: string, dialect: TextDialect) {
    this.#path = path;
    this.#dialect = dialect;
  }

  /**
   * Adds lines.
   *
   * @param lines that follow those before
   * @param isLast whether no lines follow
   * @returns the records that are complete
   * @throws OnshelfError `bad-input` where a record, or the number of its fields, is beyond `INPUT_LIMITS`
   */
  add(lines: readonly TextLine[], isLast = false): FieldRecord[] {
    const { delimiter, escapedBy, skippedLines } = this.#dialect;
    const all = this.#waiting.length === 0 ? lines : [...this.#waiting, ...lines];
    const records: FieldRecord[] = [];
    let at = 0;
    while (at < all.length) {
      const line = all[at];
      if (line.text === '' || line.number <= skippedLines) {
        at++;
        continue;
      }
      const alone = splitFields(line.text, delimiter, escapedBy);
      let record: FieldRecord | null = null;
      let used = 1;
      if (Array.isArray(alone)) record = { line: line.number, fields: alone, isWhole: line.isWhole };
      else if (alone !== 'broken') {
        const joined = this.#join(all, at, isLast);
        if (joined === 'more') break;
        if (joined === null) {
          const fields = [...alone.fields, ...line.text.slice(alone.start).split(delimiter)];
          record = { line: line.number, fields, isWhole: line.isWhole };
        } else ({ record, used } = joined);
      }
      if (record === null) break;
      if (record.fields.length > INPUT_LIMITS.fields)
        throw this.#beyond(line, `the line has ${record.fields.length} fields; the limit is ${INPUT_LIMITS.fields}. Check the separator.`);
      if (this.#columns === 0) this.#columns = record.fields.length;
      records.push(record);
      at += used;
    }
    this.#waiting = all.slice(at);
    return records;
  }

  /** The record of a quoted field that continues after its line; null where there is none; `more` where lines are missing to tell. */
  #join(lines: readonly TextLine[], first: number, isLast: boolean): { record: FieldRecord; used: number } | null | 'more' {
    const { delimiter, escapedBy } = this.#dialect;
    let state = splitFields(lines[first].text, delimiter, escapedBy);
    let { isWhole } = lines[first];
    let characters = lines[first].text.length;
    for (let used = 1; used <= LONGEST_RECORD_LINES; used++) {
      if (first + used === lines.length) return isLast ? null : 'more';
      const next = lines[first + used];
      isWhole &&= next.isWhole;
      characters += next.text.length + 1;
      if (characters > INPUT_LIMITS.recordCharacters)
        throw this.#beyond(
          lines[first],
          `the quoted field that starts here does not end within ${INPUT_LIMITS.recordCharacters} characters, the limit. Check for a missing quote.`,
        );
      if (Array.isArray(state) || state === 'broken') return null;
      state = splitFields(next.text, delimiter, escapedBy, state);
      if (state === 'broken') return null;
      if (!Array.isArray(state)) continue;
      if (!this.#isRecord(state)) return null;
      return { record: { line: lines[first].number, fields: state, isWhole }, used: used + 1 };
    }
    return null;
  }

  /** Whether joined lines are a record. A TSV field with a line break and a tab is several rows. */
  #isRecord(fields: readonly string[]): boolean {
    if (this.#columns > 0 && fields.length !== this.#columns) return false;
    return this.#dialect.delimiter !== '\t' || !fields.some((field) => field.includes('\n') && field.includes('\t'));
  }

  #beyond({ number }: TextLine, fault: string): OnshelfError {
    return new OnshelfError('bad-input', `${this.#path}, line ${number}: ${fault}`);
  }
}
