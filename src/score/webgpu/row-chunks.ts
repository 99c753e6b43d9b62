import { OnshelfError } from '../../core/onshelf-error.js';

/** Rows that lie in one GPU buffer. */
export interface RowChunk {
  /** Row number of the first row. */
  readonly first: number;
  /** Rows, 1 or more. */
  readonly items: number;
}

/**
 * Maximum size of a chunk in bytes, a million rows of 64 columns. A chunk is one dispatch, and a browser kills the GPU process when
 * one dispatch takes seconds; this size takes milliseconds on any real GPU.
 */
export const MAX_CHUNK_BYTES = 2 ** 26;

/** Chunks are multiples of this number of rows, so that groups of rows are equal. */
const ROW_STEP = 2048;

/** Size in bytes of the largest buffer that a catalogue needs; more need not be requested of the adapter. */
export function wantedBufferBytes(items: number, columns: number): number {
  return Math.min(items * columns, MAX_CHUNK_BYTES);
}

/**
 * Splits a catalogue into chunks that each fit into one storage binding.
 *
 * @param items rows
 * @param columns of a row, padded; one byte each
 * @param bytes largest binding of the device
 * @throws OnshelfError `scorer-failed` where not even one step fits
 */
export function cutRows(items: number, columns: number, bytes: number): RowChunk[] {
  const rows = Math.floor(Math.min(bytes, MAX_CHUNK_BYTES) / columns / ROW_STEP) * ROW_STEP;
  if (rows === 0) {
    throw new OnshelfError('scorer-failed', `Rows of ${columns} columns do not fit into the GPU's bindings of ${bytes} bytes.`);
  }
  const chunks: RowChunk[] = [];
  for (let first = 0; first < items; first += rows) chunks.push({ first, items: Math.min(rows, items - first) });
  return chunks;
}
