import type { AttributeColumn } from '../../types/pack.js';
import type { FeedAttribute } from '../feed/feed.js';
import type { InputNote } from '../input/input-facts.js';
import type { TimeOptions } from '../times/time-reader.js';
import { listSeparator } from './list-separator.js';
import { readDates } from './read-dates.js';
import { readNumbers } from './read-numbers.js';
import type { AttributeFacts, TypedAttribute } from './typed-attribute.js';

/** An attribute, and what is to be told of it. */
export interface AttributeReading {
  readonly typed: TypedAttribute;
  /** Values of a column that has numbers and words; null: it has not. */
  readonly mixed: { readonly numbers: number; readonly words: number; readonly example: string } | null;
  /** Number of texts that were cut. */
  readonly cut: number;
  /** What was assumed of dates. */
  readonly notes: readonly InputNote[];
}

/** Longest text kept, in characters. */
const TEXT_CHARACTERS = 500;

/**
 * Types a column by its values: numbers if all are numbers, dates if all are dates, lists if the feed has several values for an item or one sign
 * parts them, else words.
 *
 * @param column the feed's name of it
 * @param name in rules
 * @param values as written, by row; undefined or blank: not given
 * @param options order of day and month, current time
 */
export function typeAttribute(column: string, name: string, values: FeedAttribute['values'], options: TimeOptions = {}): AttributeReading {
  const rows = values.map((value) => [value ?? []].flat().flatMap((text) => text.trim() || []));
  const single = rows.every((texts) => texts.length <= 1);
  const given = rows.flat();
  const filled = values.length === 0 ? 0 : rows.filter((texts) => texts.length > 0).length / values.length;
  const finish = (read: AttributeColumn, distinct: number, more: Partial<AttributeFacts>): TypedAttribute => ({
    name,
    column: read,
    facts: { name, column, type: read.type, distinct, filled, range: null, units: [], separator: null, ...more },
  });

  const numbers = single && given.length > 0 ? readNumbers(given) : null;
  const dates = single && given.length > 0 && numbers === null ? readDates(given, options) : null;
  const found = numbers?.values ?? dates?.values;
  if (found) {
    let next = 0;
    const read = Float64Array.from(rows, (texts) => (texts.length === 0 ? Number.NaN : found[next++]));
    const typed = finish({ type: numbers === null ? 'date' : 'number', values: read }, new Set(found).size, {
      range: rangeOf(found),
      units: numbers?.units ?? [],
    });
    return { typed, mixed: null, cut: 0, notes: dates?.notes ?? [] };
  }

  const separator = single ? listSeparator(name, given) : null;
  let cut = 0;
  const parts = rows.map((texts) => {
    const split = separator === null ? texts : texts.flatMap((text) => text.split(separator).flatMap((part) => part.trim() || []));
    const short = split.map((text) => {
      if (text.length <= TEXT_CHARACTERS) return text;
      cut++;
      // Not between the halves of a character.
      return text.slice(0, TEXT_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
    });
    return [...new Set(short)];
  });
  const type = separator === null && parts.every((texts) => texts.length <= 1) ? 'word' : 'list';
  const typed = finish({ type, ...encodeTexts(parts) }, new Set(parts.flat()).size, { separator });
  const isNumber = given.map((text) => readNumbers([text]) !== null);
  const count = isNumber.filter(Boolean).length;
  const mixed = type === 'word' && count > 0 && count < given.length;
  return {
    typed,
    mixed: mixed ? { numbers: count, words: given.length - count, example: given[isNumber.indexOf(false)] } : null,
    cut,
    notes: [],
  };
}

/** Codes of the rows' texts, those of the first rows first; 0 is "not given". */
function encodeTexts(rows: readonly (readonly string[])[]): { codes: Uint32Array; texts: (readonly string[])[] } {
  const codeOf = new Map<string, number>([['[]', 0]]);
  const texts: (readonly string[])[] = [[]];
  const codes = Uint32Array.from(rows, (row) => {
    const key = JSON.stringify(row);
    const code = codeOf.get(key) ?? texts.push(row) - 1;
    codeOf.set(key, code);
    return code;
  });
  return { codes, texts };
}

function rangeOf(values: readonly number[]): AttributeFacts['range'] {
  const sorted = Float64Array.from(values).sort();
  return { least: sorted[0], median: sorted[Math.floor(sorted.length / 2)], most: sorted[sorted.length - 1] };
}
