import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JS } from '@duckdb/node-api';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { cannotRead } from '../files/describe-file-error.js';
import { detectFormat, type InputFile } from '../files/detect-format.js';
import { INPUT_LIMITS } from '../files/input-limits.js';
import { parseJsonLine } from '../files/parse-json-line.js';
import { readRecords } from '../files/read-records.js';
import { type DatabaseOptions, openDuckDatabase } from '../input/open-duck-database.js';
import { expectParquetRows, parquetSource } from '../input/parquet-source.js';

/** One row of a table, with its place. */
interface TableRow {
  /** File and line, or row for Parquet, for errors. */
  readonly place: string;
  /** Line of the file, from 1, the header counted; for Parquet the row, from 1. */
  readonly line: number;
  /** By the file's column names. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** A table in one file, or in the files of a folder, as clusters write them. */
export interface Table {
  readonly path: string;
  readonly format: InputFile['format'];
  /** JSON Lines: the fields of the first line. */
  readonly columns: readonly string[];
  /** All rows, file after file in order of their names. */
  rows(): AsyncGenerator<TableRow>;
}

/**
 * Opens a table.
 *
 * @param path CSV, TSV, JSON Lines (gzip accepted) or Parquet; or a folder of such files, where names that start with `_` or
 *   `.` are ignored
 * @param database limits of DuckDB, which reads Parquet
 * @throws OnshelfError `bad-input` where it is not such a table
 */
export async function openTable(path: string, database: DatabaseOptions): Promise<Table> {
  const files: InputFile[] = [];
  for (const file of listFiles(path)) files.push(await detectFormat(file));
  const [{ format }] = files;
  const other = files.find((file) => file.format !== format);
  if (other !== undefined)
    throw new OnshelfError('bad-input', `${path} has files of two formats: ${files[0].path} is ${format}, ${other.path} ${other.format}.`);
  if (format === 'parquet') return openParquet(path, files, database);
  const rows = (): AsyncGenerator<TableRow> => textRows(files);
  const first = await rows().next();
  if (first.done === true) throw new OnshelfError('bad-input', `${path} has no rows.`);
  return { path, format, columns: Object.keys(first.value.values), rows };
}

function listFiles(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !/^[_.]/.test(entry.name))
      .map((entry) => join(path, entry.name))
      // A cluster task without output leaves an empty file.
      .filter((file) => statSync(file).size > 0)
      .sort();
    if (files.length > INPUT_LIMITS.tableFiles)
      throw new OnshelfError('bad-input', `${path} has ${files.length} files; the limit for one table is ${INPUT_LIMITS.tableFiles}.`);
    if (files.length > 0) return files;
  } catch (error) {
    throw error instanceof OnshelfError ? error : cannotRead(path, error);
  }
  throw new OnshelfError('bad-input', `${path} is a folder without files.`);
}

async function* textRows(files: readonly InputFile[]): AsyncGenerator<TableRow> {
  for (const file of files) {
    let columns: readonly string[] | null = null;
    for await (const { line, fields } of readRecords(file)) {
      const place = `${file.path}, line ${line}`;
      if (file.format === 'json-lines') yield { place, line, values: parseLine(place, fields[0]) };
      else if (columns === null) columns = fields.map((name) => name.trim());
      else if (fields.length !== columns.length)
        throw new OnshelfError('bad-input', `${place}: ${fields.length} fields, but ${columns.length} column names.`);
      else yield { place, line, values: Object.fromEntries(columns.map((name, index) => [name, fields[index]])) };
    }
  }
}

function parseLine(place: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseJsonLine(text, place);
  } catch (error) {
    if (error instanceof OnshelfError) throw error;
    throw new OnshelfError('bad-input', `${place}: this is not JSON (${messageOf(error)}).`, error);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new OnshelfError('bad-input', `${place}: a JSON object is expected, with a field for each column.`);
}

async function openParquet(path: string, files: readonly InputFile[], options: DatabaseOptions): Promise<Table> {
  const inputs = files.map((file) => file.path);
  const explain = (error: unknown): OnshelfError =>
    error instanceof OnshelfError
      ? error
      : new OnshelfError('bad-input', `${path} cannot be read as Parquet: ${messageOf(error).split('\n')[0]}`, error);
  const database = await openDuckDatabase(options, inputs);
  let columns: string[];
  try {
    await expectParquetRows(database, inputs);
    columns = (await database.rows(`DESCRIBE SELECT * FROM ${parquetSource(database, inputs)}`)).map((row) => String(row.column_name));
  } catch (error) {
    throw explain(error);
  } finally {
    database.close();
  }
  return {
    path,
    format: 'parquet',
    columns,
    rows: async function* () {
      const open = await openDuckDatabase(options, inputs);
      try {
        const { JSDuckDBValueConverter } = await import('@duckdb/node-api');
        for await (const chunk of open.chunks(
          `SELECT filename, file_row_number, * EXCLUDE (filename, file_row_number) FROM ${parquetSource(open, inputs, ['filename', 'file_row_number'])}`,
        )) {
          for (const [file, row, ...values] of chunk.convertRows<JS>(JSDuckDBValueConverter)) {
            const line = Number(row) + 1;
            yield {
              place: `${open.inputOf(String(file))}, row ${line}`,
              line,
              values: Object.fromEntries(columns.map((name, index) => [name, values[index]])),
            };
          }
        }
      } catch (error) {
        throw explain(error);
      } finally {
        open.close();
      }
    },
  };
}

/** A table cell as text: null as '', lists and records as JSON. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
