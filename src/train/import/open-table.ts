import { OnshelfError } from '../../core/onshelf-error.js';
import type { InputFile } from '../containers/input-file.js';
import { listInputs } from '../containers/list-inputs.js';
import { openInput } from '../containers/open-input.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import { type RecordValue, type RecordValues, valueText } from '../input/value-at.js';
import { openRecords } from '../records/open-records.js';
import type { RecordSource } from '../records/record-source.js';

/** One row of a table, with its place. */
interface TableRow {
  /** File and line, or row for Parquet, for errors. */
  readonly place: string;
  /** Line of the file, from 1, the header counted; for Parquet the row, from 1. */
  readonly line: number;
  /** By the file's column names. */
  readonly values: RecordValues;
}

/** A table in one file, or in the files of a folder, as clusters write them. */
export interface Table {
  readonly path: string;
  /** JSON: the fields of the first record. */
  readonly columns: readonly string[];
  /** All rows, file after file in order of their names. */
  rows(): AsyncGenerator<TableRow>;
}

/**
 * Opens a table.
 *
 * @param path CSV, TSV, JSON, Parquet or a workbook, packed or not; or a folder of such files, where names that start with `_` or
 *   `.` are ignored
 * @param database limits of DuckDB, which reads Parquet
 * @throws OnshelfError `bad-input` where it is not such a table
 */
export async function openTable(path: string, database: DatabaseOptions): Promise<Table> {
  const files: InputFile[] = [];
  for (const file of listInputs([path])) files.push(...(await openInput(file, { temporaryFolder: database.temporaryFolder })));
  const other = files.find(({ kind }) => kind !== files[0].kind);
  if (other !== undefined)
    throw new OnshelfError(
      'bad-input',
      `${path} has files of two formats: ${files[0].path} is ${files[0].format}, ${other.path} ${other.format}.`,
    );
  const sources: RecordSource[] = [];
  for (const file of files) sources.push(await openRecords(file, { database }));
  const rows = (): AsyncGenerator<TableRow> => tableRows(sources);
  if (files[0].kind !== 'json') return { path, columns: sources[0].columns, rows };
  const first = await rows().next();
  if (first.done === true) throw new OnshelfError('bad-input', `${path} has no rows.`);
  return { path, columns: Object.keys(first.value.values), rows };
}

async function* tableRows(sources: readonly RecordSource[]): AsyncGenerator<TableRow> {
  for (const { file, records } of sources) {
    const unit = file.kind === 'parquet' ? 'row' : 'line';
    for await (const { line, values, fault } of records()) {
      const place = `${file.path}, ${unit} ${line}`;
      if (fault !== null) throw new OnshelfError('bad-input', `${place}: ${fault}.`);
      yield { place, line, values };
    }
  }
}

/** A table cell as text: null as '', lists and records as JSON. */
export function cellText(value: unknown): string {
  return value === undefined ? '' : valueText(value as RecordValue);
}
