import type { RecordValue, RecordValues } from '../../input/value-at.js';

/** Texts up to this length are taken as they are, characters. */
const SHORT_CHARACTERS = 1000;
/** Longest text of a cell that is read, characters: descriptions may be whole pages of HTML. */
const CELL_CHARACTERS = 100_000;
/** More white space in a row than shops write; it says nothing. */
const BLANKS = /\s{33,}/g;

/** Why a text was cut, as a report has it. */
export const CELL_CUT = `text cut at ${CELL_CHARACTERS} characters`;

/** Receives a text that was cut: the name of its column, and the text. */
export type CutNotice = (field: string, text: string) => void;

/**
 * The values of a record, none too long to be read: in texts of more than 1000 characters, more than 32 blanks or line ends in a row are one blank;
 * what then is longer than 100 000 characters is cut.
 *
 * @param values as they are in the file; they are not changed
 * @param cut receives each text that was cut
 * @returns the same object where all texts are short
 */
export function boundedValues(values: RecordValues, cut: CutNotice): RecordValues {
  for (const name in values) if (!isShort(values[name])) return boundedNames(values, cut);
  return values;
}

function isShort(value: RecordValue): boolean {
  return value === null || (typeof value === 'string' && value.length <= SHORT_CHARACTERS);
}

function boundedNames(values: RecordValues, cut: CutNotice): RecordValues {
  const bounded: Record<string, RecordValue> = Object.create(null);
  for (const name in values) bounded[name] = boundedValue(values[name], name, cut);
  return bounded;
}

function boundedValue(value: RecordValue, name: string, cut: CutNotice): RecordValue {
  if (value === null) return null;
  if (typeof value === 'string') return isShort(value) ? value : boundedText(value, name, cut);
  return Array.isArray(value)
    ? value.map((entry: RecordValue) => boundedValue(entry, name, cut))
    : boundedNames(value as RecordValues, cut);
}

function boundedText(text: string, name: string, cut: CutNotice): string {
  const compact = text.replace(BLANKS, ' ');
  if (compact.length <= CELL_CHARACTERS) return compact;
  cut(name, text);
  return compact.slice(0, CELL_CHARACTERS);
}
