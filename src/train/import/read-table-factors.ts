import { OnshelfError } from '../../core/onshelf-error.js';
import { shownValue } from '../input/drop-report.js';
import { shownNames } from '../input/shown-names.js';
import type { ProgressStep } from '../progress/progress.js';
import { FactorCollector, type ItemFactors } from './factor-collector.js';
import { ITEM_NAMES, matchColumn } from './match-column.js';
import { cellText, type Table } from './open-table.js';

/** Recognised names of a column of vectors, normalised. */
const VECTOR_NAMES = ['features', 'factors', 'itemfactors', 'embedding', 'vector', 'itemembedding', 'values'];

/**
 * Reads factors from a table with a row per item: an id, and the numbers as a list in one column (an array in Parquet or JSON
 * Lines; in CSV as `[0.1, 0.2]` or `0.1 0.2`), or in numbered columns such as `f0, f1, ...`. Spark's `ALSModel.itemFactors` is such a
 * table, with `id` and `features`.
 *
 * @param table from `openTable`
 * @param progress reports the rows read
 * @throws OnshelfError `bad-input`, naming file, row and field
 */
export async function readTableFactors(table: Table, progress: ProgressStep): Promise<ItemFactors> {
  const id = matchColumn(table.columns, [...ITEM_NAMES, 'id', 'key', 'feature']);
  const vector = matchColumn(table.columns, VECTOR_NAMES);
  const wide = vector === undefined ? numberedColumns(table.columns) : [];
  if (id === undefined || (vector === undefined && wide.length === 0)) {
    const missing = id === undefined ? 'item_id' : 'factors';
    throw new OnshelfError(
      'bad-input',
      `${table.path} has no column for ${missing}; its columns are: ${shownNames(table.columns)}. ` +
        'Name the column of ids item_id, and the factors factors (a list) or f0, f1, ... (a column each).',
    );
  }
  const popularity = matchColumn(table.columns, ['popularity']);
  const collector = new FactorCollector();
  for await (const { place, values } of table.rows()) {
    const key = cellText(values[id]);
    if (key === '') throw new OnshelfError('bad-input', `${place}, ${id} is empty.`);
    const field = vector ?? wide[0];
    const numbers =
      vector === undefined ? wide.map((name) => numberOf(values[name], place, name)) : vectorOf(values[vector], place, vector);
    collector.add(place, field, key, numbers);
    if (popularity !== undefined) collector.popularity.push(popularityOf(values[popularity], place, popularity));
    if (collector.keys.length % 1000 === 0) progress.update(collector.keys.length);
  }
  return {
    format: id.toLowerCase() === 'id' && vector === 'features' ? 'spark' : 'table',
    keys: collector.keys,
    numbered: false,
    columns: collector.columns,
    values: collector.values,
    popularity: popularity === undefined ? null : Float64Array.from(collector.popularity),
    settings: {},
    notes: [],
  };
}

/** Columns with one prefix and a number, in order of the number; empty where there are fewer than two. */
function numberedColumns(columns: readonly string[]): string[] {
  const groups = new Map<string, { name: string; number: number }[]>();
  for (const name of columns) {
    const digits = name.match(/\d+/g)?.at(-1);
    if (digits === undefined || !name.endsWith(digits)) continue;
    const prefix = name.slice(0, -digits.length);
    groups.set(prefix, [...(groups.get(prefix) ?? []), { name, number: Number(digits) }]);
  }
  const largest = [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  return largest.length < 2 ? [] : largest.sort((a, b) => a.number - b.number).map(({ name }) => name);
}

function vectorOf(value: unknown, place: string, field: string): number[] {
  if (Array.isArray(value)) return value.map((number) => numberOf(number, place, field));
  // Vectors of Spark are structs of a type, a size, indices and values.
  if (typeof value === 'object' && value !== null && 'values' in value && !('indices' in value && Array.isArray(value.indices)))
    return vectorOf(value.values, place, field);
  const parts = typeof value === 'string' ? value.replace(/^\s*[[({]|[\])}]\s*$/g, '').trim() : '';
  if (parts === '') throw new OnshelfError('bad-input', `${place}, ${field}: "${shownValue(cellText(value))}" is not a list of numbers.`);
  return parts.split(/\s*[,;|\s]\s*/).map((part) => numberOf(part, place, field));
}

/**
 * A number of a table.
 *
 * @throws OnshelfError `bad-input` where the value is not a number
 */
export function numberOf(value: unknown, place: string, field: string): number {
  const text = cellText(value).trim();
  const number = text === '' ? Number.NaN : Number(text);
  if (Number.isFinite(number)) return number;
  throw new OnshelfError('bad-input', `${place}, ${field}: "${shownValue(text)}" is not a number.`);
}

/**
 * The popularity of an item, of any scale; an empty value is 0.
 *
 * @throws OnshelfError `bad-input` where it is below 0 or not a number
 */
export function popularityOf(value: unknown, place: string, field: string): number {
  if (cellText(value).trim() === '') return 0;
  const number = numberOf(value, place, field);
  if (number >= 0) return number;
  throw new OnshelfError('bad-input', `${place}, ${field}: ${number} is below 0.`);
}
