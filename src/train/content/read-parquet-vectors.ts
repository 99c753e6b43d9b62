import type { DuckDBListValue } from '@duckdb/node-api';
import { OnshelfError } from '../../core/onshelf-error.js';
import { describeDuckError } from '../input/describe-duck-error.js';
import { normalizeName } from '../input/normalize-name.js';
import { type DatabaseOptions, openDuckDatabase, sqlName } from '../input/open-duck-database.js';
import { expectParquetRows, parquetSource } from '../input/parquet-source.js';
import { shownNames } from '../input/shown-names.js';

/** One row of a file of embeddings. */
export interface VectorRow {
  readonly id: string;
  readonly vector: ArrayLike<number>;
}

/** Recognised names of the column of ids, normalised. */
const ID_NAMES = ['id', 'itemid', 'productid', 'offerid', 'sku'];
/** Recognised names of the column of vectors, where there are several lists. */
const VECTOR_NAMES = ['embedding', 'embeddings', 'vector', 'features'];
/** DuckDB's types of a list of numbers. */
const NUMBER_LIST = /^(FLOAT|DOUBLE|REAL|DECIMAL\(.*\)|U?(TINY|SMALL|BIG)?INT(EGER)?)\[\d*\]$/;

/**
 * The rows of a Parquet file with a column of ids and one of lists of numbers.
 *
 * @param path of the file
 * @param options limits of DuckDB
 * @throws OnshelfError `bad-input` where a column or a value is missing
 */
export async function* readParquetVectors(path: string, options: DatabaseOptions): AsyncIterable<VectorRow> {
  const database = await openDuckDatabase(options, [path]);
  try {
    const from = parquetSource(database, [path]);
    await expectParquetRows(database, [path]);
    const columns = (await database.rows(`DESCRIBE SELECT * FROM ${from}`)).map((row) => ({
      name: String(row.column_name),
      type: String(row.column_type),
    }));
    const known = `its columns are: ${shownNames(columns.map(({ name, type }) => `${name} ${type}`))}`;
    const id = ID_NAMES.map((letters) => columns.find(({ name }) => normalizeName(name) === letters)).find(
      (column) => column !== undefined,
    );
    if (id === undefined) throw new OnshelfError('bad-input', `${path} has no column of item ids; ${known}. Name it id.`);
    const lists = columns.filter(({ type }) => NUMBER_LIST.test(type));
    const vector = lists.length === 1 ? lists[0] : lists.find(({ name }) => VECTOR_NAMES.includes(normalizeName(name)));
    if (vector === undefined) {
      const fault = lists.length === 0 ? 'no column of lists of numbers' : 'several columns of lists of numbers';
      throw new OnshelfError('bad-input', `${path} has ${fault}; ${known}. Name the column of embeddings embedding.`);
    }
    let row = 0;
    const sql = `SELECT CAST(${sqlName(id.name)} AS VARCHAR), CAST(${sqlName(vector.name)} AS DOUBLE[]) FROM ${from}`;
    for await (const chunk of database.chunks(sql)) {
      const ids = chunk.getColumnVector(0);
      const vectors = chunk.getColumnVector(1);
      for (let place = 0; place < chunk.rowCount; place++) {
        row++;
        const text = ids.getItem(place) as string | null;
        const list = vectors.getItem(place) as DuckDBListValue | null;
        for (const [column, value] of [
          [id, text],
          [vector, list],
        ] as const) {
          if (value === null) throw new OnshelfError('bad-input', `${path}, row ${row}: ${column.name} is missing.`);
        }
        if (text !== null && list !== null) yield { id: text, vector: list.items as number[] };
      }
    }
  } catch (error) {
    if (error instanceof OnshelfError) throw error;
    throw new OnshelfError('bad-input', `${path} cannot be read as Parquet: ${describeDuckError(error)}`, error);
  } finally {
    database.close();
  }
}
