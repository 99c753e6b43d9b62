import { OnshelfError } from '../../core/onshelf-error.js';
import { expectFile } from '../files/expect-file.js';
import { INPUT_LIMITS } from '../files/input-limits.js';
import type { DuckDatabase } from './open-duck-database.js';

/**
 * Parquet files as an SQL table.
 *
 * @param database they are inputs of
 * @param paths of the files; their rows follow one another in this order
 * @param columns that DuckDB is to add, such as `filename`
 */
export function fromParquet(database: DuckDatabase, paths: readonly string[], columns: readonly string[] = []): string {
  const list = paths.map((path) => database.source(path)).join(', ');
  // A folder's name is no column.
  return `read_parquet([${list}], hive_partitioning = false${columns.map((name) => `, ${name} = true`).join('')})`;
}

/**
 * Refuses Parquet files with more rows than so many bytes hold of a shop's data: one value, repeated, takes next to nothing.
 *
 * @param database they are inputs of
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
        `${path} holds ${Number(row.rows)} rows in few bytes; at most ${allowed} rows are read of a file of its size. Write it without repeated rows.`,
      );
  }
}
