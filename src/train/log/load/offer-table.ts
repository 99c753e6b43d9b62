import { OnshelfError } from '../../../core/onshelf-error.js';
import { type DuckDatabase, sqlName } from '../../input/open-duck-database.js';
import type { ColumnMap, LogField } from '../columns/log-columns.js';
import type { FieldSource, OfferedSources } from '../columns/log-layout.js';
import { ITEM_LISTS, NESTED_FIELDS } from '../columns/nested-names.js';

/** Rows by which the columns of a file are recognised. */
export const SAMPLE_ROWS = 2000;
/** Columns of a table that may be fields, and letters of their values that are looked at. */
const [MAX_COLUMNS, SAMPLE_LETTERS] = [1000, 400];

/** First rows of a table. */
export interface TableSample {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/**
 * The first rows of a table.
 *
 * @param database with the table
 * @param from SQL table expression
 * @param columns to read
 */
export async function sampleTable(database: DuckDatabase, from: string, columns: readonly string[]): Promise<TableSample> {
  const read = columns.slice(0, MAX_COLUMNS);
  if (read.length === 0) return { columns, rows: [] };
  const list = read.map((name) => `left(CAST(${sqlName(name)} AS VARCHAR), ${SAMPLE_LETTERS}) AS ${sqlName(name)}`);
  return { columns, rows: await database.rows(`SELECT ${list.join(', ')} FROM ${from} LIMIT ${SAMPLE_ROWS}`) };
}

/** Whether a name is the start of a known nested place, or of one from `--map`. */
export function isNestedHead(name: string, mapped: ColumnMap): boolean {
  const heads = [...ITEM_LISTS, ...Object.values(NESTED_FIELDS).flat(), ...Object.values(mapped)].map((path) => path.split(/[.[]/, 1)[0]);
  return heads.includes(name);
}

/** Columns of a table whose values are lists or objects, written as JSON. */
export function jsonCells({ columns, rows }: TableSample, mapped: ColumnMap): string[] {
  return columns.filter((name) => isNestedHead(name, mapped) && rows.some((row) => /^\s*(?:\[\s*[{\]"]|\{)/.test(String(row[name] ?? ''))));
}

/**
 * What a table offers for the fields of a log.
 *
 * @param sample its first rows
 * @param mapped from `--map`
 */
export function offerTable({ columns, rows }: TableSample, mapped: ColumnMap): OfferedSources {
  const sources = columns.map((name): FieldSource => ({ name, column: name, path: '', inList: false }));
  return {
    columns: sources,
    nested: {},
    lists: [],
    mapped: (field) => {
      const wanted = mapped[field];
      if (wanted === undefined) return undefined;
      return sources.find(({ name }) => name === wanted) ?? sources.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
    },
    sample: ({ name }) => rows.map((row) => (row[name] === null || row[name] === undefined ? null : String(row[name]))),
  };
}

/** The error of a column of `--map` that no file of the log has. */
export function unknownColumn(path: string, field: LogField, wanted: string, columns: readonly string[]): OnshelfError {
  return new OnshelfError(
    'bad-input',
    `${path} has no column "${wanted}", which --map gives for ${field}; its columns are: ${columns.slice(0, 30).join(', ')}.`,
  );
}
