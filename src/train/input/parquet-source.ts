import { OnshelfError } from '../../core/onshelf-error.js';
import { expectFile } from '../files/expect-file.js';
import { INPUT_LIMITS } from '../files/input-limits.js';
import type { DuckDatabase } from './open-duck-database.js';

/**
 * Parquet files as an SQL table expression.
 *
 * @param database with the files as inputs
 * @param paths of the files, in the order of their rows
 * @param columns that DuckDB adds, such as `filename`
 */
export function parquetSource(database: DuckDatabase, paths: readonly string[], columns: readonly string[] = []): string {
  const list = paths.map((path) => database.source(path)).join(', ');
  // Folder names are not columns.
  return `read_parquet([${list}], hive_partitioning = false${columns.map((name) => `, ${name} = true`).join('')})`;
}

/**
 * Rejects Parquet files with too many rows for their size: a repeated value takes almost no bytes.
 *
 * @param database with the files as inputs
 * @param paths of the files
 * @throws OnshelfError `bad-input` naming file, rows and limit
 */
export async function expectParquetRows(database: DuckDatabase, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const [row] = await database.rows(`SELECT sum(num_rows)::DOUBLE AS rows FROM parquet_file_metadata(${database.source(path)})`);
    const allowed = Math.max(INPUT_LIMITS.parquetRows, INPUT_LIMITS.parquetRowsPerByte * expectFile(path));
    if (Number(row?.rows ?? 0) > allowed)
      throw new OnshelfError(
        'bad-input',
        `${path} has ${Number(row.rows)} rows; the limit for a file of its size is ${allowed}. Remove repeated rows.`,
      );
  }
}
