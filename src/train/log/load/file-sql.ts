import type { DuckDatabase } from '../../input/open-duck-database.js';
import { parquetSource } from '../../input/parquet-source.js';
import { copySql, plainSql } from '../../records/plain-sql.js';
import type { LogFile } from './log-file.js';

/**
 * A file as an SQL table expression: of a table its columns as text, of JSON a column `json`. Copies have a column `line`, Parquet
 * `file_row_number`; of other files the line is told by the number of the row, see `firstLine`.
 *
 * @param database with the file as an input
 * @param file from `openLogFiles`
 */
export function fileSql(database: DuckDatabase, file: LogFile): string {
  const { input, copy } = file;
  if (copy !== null) return copySql(copy, database.source(copy.path));
  if (input.kind === 'parquet') return parquetSource(database, [file.onDisk], ['file_row_number']);
  return plainSql(input, file.fields, database.source(file.onDisk), file.hasHeader);
}

/** Line of the first row of a file that the database reads itself. */
export function firstLine({ hasHeader }: LogFile): number {
  return hasHeader ? 2 : 1;
}
