import { OnshelfError } from '../../core/onshelf-error.js';

/** Rows that lie in one GPU buffer. */
export interface RowChunk {
  /** Row number of the first row. */
  readonly first: number;
  /** Rows, 1 or more. */
  readonly items: number;
}

/**
 * Most bytes in a chunk, a million rows of 64 columns. A chunk is one dispatch, and a browser kills the GPU process when
 * one dispatch takes seconds; this much takes milliseconds on any real GPU.
 */
export const MAX_CHUNK_BYTES = 2 ** 26;

/** Chunks are whole multiples of so many rows, which keeps groups of rows alike. */
const ROW_STEP = 2048;

/** Bytes of the largest buffer that a catalogue would like to have; ask the adapter for no more than that. */
export function wantedBufferBytes(items: number, columns: number): number {
  return Math.min(items * columns, MAX_CHUNK_BYTES);
}

/**
 * Cuts a catalogue into pieces that each fit into one storage binding.
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
