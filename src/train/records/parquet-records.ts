import { OnshelfError } from '../../core/onshelf-error.js';
import type { InputFile } from '../containers/input-file.js';
import { describeDuckError } from '../input/describe-duck-error.js';
import { type DatabaseOptions, openDuckDatabase, sqlName } from '../input/open-duck-database.js';
import { expectParquetRows, parquetSource } from '../input/parquet-source.js';
import type { RecordValue } from '../input/value-at.js';
import { parseExact } from './json-values.js';
import type { InputRecord, RawRecord, RecordSource } from './record-source.js';

/** A column, and whether its values hold others. */
interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * Opens a Parquet file through DuckDB. Numbers and times are texts, with all digits; lists, structs and maps are nested values.
 *
 * @param file of kind `parquet`
 * @param options limits of DuckDB
 * @throws OnshelfError `bad-input` where it cannot be read
 */
export async function openParquetRecords(file: InputFile, options: DatabaseOptions = {}): Promise<RecordSource> {
  const columns = await columnsOf(file, options);
  const names = columns.map(({ name }) => name);
  const rows = async function* (): AsyncGenerator<InputRecord[]> {
    const database = await openDuckDatabase(options, [file.onDisk]);
    try {
      const source = parquetSource(database, [file.onDisk]);
      let line = 0;
      for await (const chunk of database.chunks(`SELECT ${columns.map(textOf).join(', ')} FROM ${source}`)) {
        const vectors = columns.map((_, index) => chunk.getColumnVector(index));
        const batch: InputRecord[] = [];
        for (let row = 0; row < chunk.rowCount; row++) {
          line++;
          const values: Record<string, RecordValue> = Object.create(null);
          columns.forEach(({ name, type }, index) => {
            const text = vectors[index].getItem(row) as string | null;
            values[name] = text !== null && isNested(type) ? parseExact(text, `${file.path}, row ${line}`) : text;
          });
          batch.push({ line, values, isWhole: true, fault: null, raw: '' });
        }
        yield batch;
      }
    } catch (error) {
      throw explained(error, file);
    } finally {
      database.close();
    }
  };
  return {
    file,
    columns: names,
    records: async function* () {
      for await (const batch of rows()) yield* batch;
    },
    batches: async function* (): AsyncGenerator<RawRecord[]> {
      for await (const batch of rows())
        yield batch.map(({ line, values }) => ({
          line,
          isWhole: true,
          fault: null,
          fields: names.map((name) => {
            const value = values[name];
            return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
          }),
        }));
    },
    notes: () => file.notes,
  };
}

async function columnsOf(file: InputFile, options: DatabaseOptions): Promise<Column[]> {
  const database = await openDuckDatabase(options, [file.onDisk]);
  try {
    await expectParquetRows(database, [file.onDisk]);
    const described = await database.rows(`DESCRIBE SELECT * FROM ${parquetSource(database, [file.onDisk])}`);
    return described.map((row) => ({ name: String(row.column_name), type: String(row.column_type) }));
  } catch (error) {
    throw explained(error, file);
  } finally {
    database.close();
  }
}

function isNested(type: string): boolean {
  return /^(STRUCT|MAP|UNION)\b|\]$/.test(type);
}

/** A column as text. Binary columns without a type are texts that an old writer did not mark. */
function textOf({ name, type }: Column): string {
  const column = sqlName(name);
  if (isNested(type)) return `to_json(${column})::VARCHAR`;
  return type === 'BLOB' ? `coalesce(TRY(decode(${column})), CAST(${column} AS VARCHAR))` : `CAST(${column} AS VARCHAR)`;
}

function explained(error: unknown, file: InputFile): OnshelfError {
  if (error instanceof OnshelfError) return error;
  return new OnshelfError('bad-input', `${file.path} cannot be read as Parquet: ${describeDuckError(error)}`, error);
}
