import { OnshelfError } from '../../core/onshelf-error.js';
import type { InputFile } from '../containers/input-file.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import { openDelimitedRecords } from './delimited-records.js';
import { openJsonRecords } from './json-records.js';
import { openParquetRecords } from './parquet-records.js';
import type { RecordSource } from './record-source.js';

/** How records are read. */
export interface RecordOptions {
  /** Column names of a delimited file without a header, in order. Default: the first record has them. */
  readonly columns?: readonly string[] | undefined;
  /** Limits of DuckDB, which reads Parquet. */
  readonly database?: DatabaseOptions | undefined;
}

/**
 * Opens the records of an input.
 *
 * @param file from `openInput`; not XML, of which each format has records of its own
 * @param options see there
 * @throws OnshelfError `bad-input` where the file cannot be read, or is XML
 */
export async function openRecords(file: InputFile, { columns, database }: RecordOptions = {}): Promise<RecordSource> {
  switch (file.kind) {
    case 'parquet':
      return openParquetRecords(file, database);
    case 'json':
      return openJsonRecords(file);
    case 'xml':
      throw new OnshelfError(
        'bad-input',
        `${file.path} is XML. Only product feeds may be XML. Export the table as CSV, JSON Lines or Parquet.`,
      );
    default:
      return openDelimitedRecords(file, columns);
  }
}
