import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { OnshelfError } from '../../core/onshelf-error.js';
import { LIMITS } from '../../pack/format/format.js';
import { decodeSafetensors } from '../../pack/format/safetensors.js';
import { takeTensor } from '../../pack/format/take-tensor.js';
import { decodeTextColumn } from '../../pack/format/text-column.js';
import { cannotRead } from '../files/describe-file-error.js';
import { expectFile, readWholeFile } from '../files/expect-file.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import { randomProjection } from '../matrices/random-projection.js';
import { readParquetVectors, type VectorRow } from './read-parquet-vectors.js';

/** Embeddings of the catalogue's items from other tools, for example of texts or images. */
export interface Embeddings {
  /** Columns, at most 256. */
  readonly dimensions: number;
  /** Zeros for items that are not in the file. Shape [items, dimensions]. */
  readonly values: Float32Array;
  /** For people. */
  readonly report: EmbeddingReport;
}

/** Report on a file of embeddings. */
export interface EmbeddingReport {
  readonly file: string;
  readonly rows: number;
  /** Columns in the file. */
  readonly width: number;
  /** Rows whose item is in the catalogue. */
  readonly matched: number;
}

/** Maximum number of columns; wider vectors are projected to it, which hardly changes their products. */
const WIDEST = 256;
/** Maximum number of columns of a file. */
const COLUMNS_ALLOWED = 16_384;

/**
 * Reads embeddings: Parquet with a column of ids and one of lists of numbers, or safetensors with the tensors `embeddings` (F32,
 * [rows, columns]), `id.offsets` (U32, [rows + 1]) and `id.bytes` (U8), with ids encoded like the text columns of a pack.
 *
 * @param path of the file
 * @param itemIds the catalogue's, in row order
 * @param seed of the projection of wide vectors
 * @param database limits of DuckDB, for Parquet
 * @throws OnshelfError `bad-input`, naming file, row and field, where a row is invalid, or none is of the catalogue
 */
export async function readEmbeddings(
  path: string,
  itemIds: readonly string[],
  seed: number,
  database: DatabaseOptions,
): Promise<Embeddings> {
  const rowOf = new Map(itemIds.map((id, row) => [id, row]));
  const seen = new Set<string>();
  let width = 0;
  let dimensions = 0;
  let project: (vector: ArrayLike<number>) => ArrayLike<number> = (vector) => vector;
  let values = new Float32Array(0);
  let rows = 0;
  let matched = 0;
  for await (const { id, vector } of vectorRows(path, database)) {
    rows++;
    const fault = (sentence: string): OnshelfError => new OnshelfError('bad-input', `${path}, row ${rows} (item "${id}"): ${sentence}`);
    if (rows === 1) {
      width = vector.length;
      if (width === 0 || width > COLUMNS_ALLOWED) throw fault(`the embedding has ${width} numbers; 1 to ${COLUMNS_ALLOWED} are allowed.`);
      dimensions = Math.min(width, WIDEST);
      if (width > WIDEST) project = randomProjection(width, WIDEST, seed);
      values = new Float32Array(itemIds.length * dimensions);
    }
    if (vector.length !== width)
      throw fault(`the embedding has ${vector.length} numbers, the rows above have ${width}. Use embeddings of one model.`);
    if (seen.has(id)) throw fault('the id is in an earlier row too. Keep one row per item.');
    seen.add(id);
    const row = rowOf.get(id);
    const wrong = Array.prototype.findIndex.call(vector, (value: unknown) => typeof value !== 'number' || !Number.isFinite(value));
    if (wrong >= 0) throw fault(`number ${wrong + 1} of the embedding is ${String(vector[wrong])}; it must be finite.`);
    if (row === undefined) continue;
    matched++;
    values.set(project(vector), row * dimensions);
  }
  if (matched === 0) {
    const [first] = seen;
    throw new OnshelfError(
      'bad-input',
      rows === 0
        ? `${path} has no embeddings.`
        : `No item of ${path} is in the catalogue: the file has ids like "${first}", the feed has ids like "${itemIds[0]}".`,
    );
  }
  return { dimensions, values, report: { file: basename(path), rows, width, matched } };
}

async function* vectorRows(path: string, database: DatabaseOptions): AsyncIterable<VectorRow> {
  const head = readHead(path);
  if (head.toString('latin1', 0, 4) === 'PAR1') yield* readParquetVectors(path, database);
  else if (head.length > 8 && head[8] === 0x7b) yield* safetensorsRows(path);
  else
    throw new OnshelfError(
      'bad-input',
      `${path} is neither Parquet nor safetensors. Write embeddings as one of these; see docs/evaluation.md.`,
    );
}

function* safetensorsRows(path: string): Iterable<VectorRow> {
  try {
    const tensors = decodeSafetensors(new Uint8Array(readWholeFile(path)), path);
    const embeddings = takeTensor(tensors, path, 'embeddings', 'F32', [-1, -1]);
    const [rows, width] = tensors.get('embeddings')?.shape ?? [0, 0];
    const offsets = takeTensor(tensors, path, 'id.offsets', 'U32', [rows + 1]);
    const ids = decodeTextColumn('id', offsets, takeTensor(tensors, path, 'id.bytes', 'U8', [-1]), LIMITS.idBytes);
    for (let row = 0; row < rows; row++) yield { id: ids.at(row), vector: embeddings.subarray(row * width, (row + 1) * width) };
  } catch (error) {
    if (!(error instanceof OnshelfError) || error.code !== 'pack-invalid') throw error;
    throw new OnshelfError('bad-input', `${path} has no valid embeddings: ${error.message}`, error);
  }
}

function readHead(path: string): Buffer {
  expectFile(path);
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(9);
      return head.subarray(0, readSync(file, head, 0, head.length, 0));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw cannotRead(path, error);
  }
}
