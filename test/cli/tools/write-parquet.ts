import { DuckDBInstance } from '@duckdb/node-api';

/** Writes what a query gives as Parquet, through a DuckDB that may write where it likes. */
export async function writeParquet(path: string, select: string): Promise<string> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (${select}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return path;
}
