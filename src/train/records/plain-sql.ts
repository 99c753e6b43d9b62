import type { InputFile } from '../containers/input-file.js';
import { INPUT_LIMITS } from '../files/input-limits.js';
import { sqlText } from '../input/open-duck-database.js';
import type { PlainCopy } from './plain-copy.js';

/** A separator that plain JSON Lines do not have, so that a line is one column. */
const NO_DELIMITER = '\u0001';

/** What of a table DuckDB is to read. */
interface CsvTable {
  readonly delimiter: string;
  readonly quote: string;
  /** Name to type, in order. */
  readonly columns: readonly (readonly [string, string])[];
  readonly hasHeader: boolean;
  /** Longest row, bytes. */
  readonly longest: number;
  /** Further options, each with a comma before it. */
  readonly further: string;
}

/**
 * SQL of a plain file as a table of texts, with the values that `openRecords` gives. An empty value is NULL or ''. Row n, from 0, is on line
 * n + 2 of a file with a header, else on line n + 1.
 *
 * @param file where `isPlain`
 * @param columns of the delimited file; of JSON Lines not used: their one column is `json`, the text of a line
 * @param literal of the file's path, as `DuckDatabase.source` gives it
 * @param hasHeader whether the first line has the names; of JSON Lines not used
 */
export function plainSql(file: InputFile, columns: readonly string[], literal: string, hasHeader = true): string {
  const isJson = file.kind === 'json';
  return csvSql(literal, {
    delimiter: isJson ? NO_DELIMITER : file.delimiter,
    quote: isJson ? '' : '"',
    columns: (isJson ? [JSON_COLUMN] : columns).map((name) => [name, 'VARCHAR']),
    hasHeader: hasHeader && !isJson,
    longest: INPUT_LIMITS.lineBytes,
    further: `, compression = ${sqlText(file.compression)}`,
  });
}

/**
 * SQL of a copy as a table: `line` as BIGINT, other columns as VARCHAR. An empty value is NULL or ''.
 *
 * @param copy from `copyPlain`
 * @param literal of its path, as `DuckDatabase.source` gives it
 */
export function copySql(copy: PlainCopy, literal: string): string {
  return csvSql(literal, {
    delimiter: ',',
    quote: '"',
    columns: copy.columns.map((name, index) => [name, index === 0 ? 'BIGINT' : 'VARCHAR']),
    hasHeader: false,
    longest: Math.max(copy.longest, INPUT_LIMITS.lineBytes),
    further: `, new_line = '\\n'${copy.hasBreaks ? ', parallel = false' : ''}`,
  });
}

/** Name of the column with the record's line in its file. */
export const LINE_COLUMN = 'line';
/** Name of the column with the text of a JSON record. */
export const JSON_COLUMN = 'json';

function csvSql(literal: string, { delimiter, quote, columns, hasHeader, longest, further }: CsvTable): string {
  const types = columns.map(([name, type]) => `${sqlText(name)}: '${type}'`).join(', ');
  // One long line must fit into a buffer.
  return `read_csv(${literal}, auto_detect = false, hive_partitioning = false, header = ${hasHeader}, delim = ${sqlText(delimiter)}, quote = ${sqlText(quote)},
    escape = ${sqlText(quote)}, columns = {${types}}, max_line_size = ${longest}, buffer_size = ${2 * longest}${further})`;
}
