import { OnshelfError } from '../../core/onshelf-error.js';
import type { InputNote } from '../input/input-facts.js';
import { trimBlanks } from '../input/is-nothing.js';
import { shownNames } from '../input/shown-names.js';

/** The names of a header. */
export interface HeaderNames {
  /** Without blanks around them, none twice. */
  readonly names: readonly string[];
  /** By name: its field in a row, from 0. */
  readonly places: readonly number[];
  /** Fields that a row has at least: columns without names at the end may be missing. */
  readonly least: number;
  /** Fields of the header. */
  readonly most: number;
  readonly notes: readonly InputNote[];
}

/**
 * Reads a header. Of several columns with one name the first is taken; a column without a name within the header is `column 3`.
 *
 * @param fields of the first record
 * @param path for errors and notes
 * @throws OnshelfError `bad-input` where no column has a name
 */
export function headerNames(fields: readonly string[], path: string): HeaderNames {
  const trimmed = fields.map(trimBlanks);
  const least = trimmed.findLastIndex((name) => name !== '') + 1;
  if (least === 0) throw new OnshelfError('bad-input', `${path} has no column names in its first line.`);
  const names = new Map<string, number>();
  const repeated = new Set<string>();
  trimmed.slice(0, least).forEach((name, place) => {
    const full = name === '' ? `column ${place + 1}` : name;
    if (names.has(full)) repeated.add(full);
    else names.set(full, place);
  });
  const notes: InputNote[] = [];
  if (repeated.size > 0)
    notes.push({
      code: 'columns-repeated',
      message: `${path} has several columns named ${shownNames([...repeated])}; the first of them is read.`,
      option: null,
    });
  return { names: [...names.keys()], places: [...names.values()], least, most: fields.length, notes };
}
