import { statSync } from 'node:fs';
import { OnshelfError } from '../../core/onshelf-error.js';
import { fileSource } from '../containers/byte-source.js';
import { cannotRead } from '../files/describe-file-error.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import { shownNames } from '../input/shown-names.js';
import type { ProgressStep } from '../progress/progress.js';
import type { FactorFormat, ItemFactors } from './factor-collector.js';
import { openTable } from './open-table.js';
import { readImplicitFactors, readSafetensorsFactors } from './read-array-factors.js';
import { isBigqueryTable, readBigqueryFactors } from './read-bigquery-factors.js';
import { readTableFactors } from './read-table-factors.js';

/** Bytes needed to detect a ZIP archive or safetensors. */
const HEAD_BYTES = 9;

/** Input of `readFactors`. */
export interface FactorRequest {
  /** A file, or a folder of table files. */
  readonly path: string;
  /** undefined: detected from the file. */
  readonly format: FactorFormat | undefined;
  /** BigQuery's `processed_input` of the items. */
  readonly itemInput: string | undefined;
}

/**
 * Reads item factors of any supported format.
 *
 * @param request path and format
 * @param database limits of DuckDB, which reads Parquet
 * @param progress reports the rows read
 * @throws OnshelfError `bad-input`, naming file, row and field
 */
export async function readFactors(request: FactorRequest, database: DatabaseOptions, progress: ProgressStep): Promise<ItemFactors> {
  const { path, itemInput } = request;
  const format = request.format ?? (await detectArrayFormat(path));
  if (format === 'implicit') return readImplicitFactors(path);
  if (format === 'safetensors') return readSafetensorsFactors(path);
  const table = await openTable(path, database);
  if (format === 'bigquery' || (format === undefined && isBigqueryTable(table.columns))) {
    if (!isBigqueryTable(table.columns))
      throw new OnshelfError(
        'bad-input',
        `${path} is not an export of ML.WEIGHTS, which has the columns processed_input, feature and factor_weights; its columns are: ${shownNames(table.columns)}.`,
      );
    return readBigqueryFactors(table, itemInput, progress);
  }
  return { ...(await readTableFactors(table, progress)), ...(format === undefined ? {} : { format }) };
}

/** Format of a file of arrays, by its first bytes; undefined for tables. */
async function detectArrayFormat(path: string): Promise<'implicit' | 'safetensors' | undefined> {
  let head = Buffer.alloc(0);
  try {
    if (statSync(path).isDirectory()) return undefined;
  } catch (error) {
    throw cannotRead(path, error);
  }
  for await (const part of fileSource(path).open()) {
    head = Buffer.concat([head, part]);
    if (head.length >= HEAD_BYTES) break;
  }
  if (head.length < HEAD_BYTES) return undefined;
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04') return 'implicit';
  // The length of a header below 4 GB, and its first brace: no text has zeros there.
  return head.readUInt32LE(4) === 0 && head[8] === 0x7b ? 'safetensors' : undefined;
}
