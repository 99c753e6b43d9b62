import { INPUT_LIMITS } from '../../files/input-limits.js';
import { type DuckDatabase, sqlText } from '../../input/open-duck-database.js';
import { parquetSource } from '../../input/parquet-source.js';
import { copySql } from '../../records/plain-sql.js';
import type { LogFile } from './log-file.js';

/** A separator that does not occur in text, so that a line is one column. */
const NO_DELIMITER = '\u0001';

/**
 * A file as an SQL table expression: of a table its columns as text, of JSON a column `json`. Copies have a column `line`, Parquet
 * `file_row_number`; of other files the line is the number of the row.
 *
 * @param database with the file as an input
 * @param file from `openLogFiles`
 */
export function fileSql(database: DuckDatabase, file: LogFile): string {
  const { input, copy } = file;
  if (copy !== null) return copySql(copy, database.source(copy.path));
  if (input.kind === 'parquet') return parquetSource(database, [file.onDisk], ['file_row_number']);
  const columns = input.kind === 'json' ? ['json'] : file.fields;
  const options = [
    database.source(file.onDisk),
    'hive_partitioning = false',
    'auto_detect = false',
    `delim = ${sqlText(input.kind === 'json' ? NO_DELIMITER : input.delimiter)}`,
    `quote = ${sqlText(input.kind === 'json' ? '' : '"')}`,
    `escape = ${sqlText(input.kind === 'json' ? '' : '"')}`,
    `compression = ${sqlText(input.compression)}`,
    'header = false',
    `skip = ${firstLine(file) - 1}`,
    `columns = {${columns.map((name) => `${sqlText(name)}: 'VARCHAR'`).join(', ')}}`,
    `max_line_size = ${INPUT_LIMITS.lineBytes}`,
    // One long line must fit into a buffer.
    `buffer_size = ${2 * INPUT_LIMITS.lineBytes}`,
  ];
  return `read_csv(${options.join(', ')})`;
}

/** Line of the first row of a file that the database reads itself. */
export function firstLine({ input, hasHeader }: LogFile): number {
  return 1 + input.skippedLines + (hasHeader ? 1 : 0);
}
