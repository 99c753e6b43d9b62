import { OnshelfError } from '../../core/onshelf-error.js';
import { LARGEST_TILE } from './tile-shape.js';

/** Rows that lie in one GPU buffer. */
export interface RowChunk {
  /** First row number, a multiple of `LARGEST_TILE`. */
  readonly first: number;
  /** Rows, 1 or more. */
  readonly items: number;
}

/**
 * Most rows in a chunk. A chunk is one dispatch, and a browser kills the GPU process when one dispatch takes seconds; a
 * million rows are milliseconds on any real GPU.
 */
const MOST_ROWS = 1 << 20;

/** Bytes of the largest buffer that a catalogue would like to have; ask the adapter for no more than that. */
export function wantedBufferBytes(items: number, dimensions: number): number {
  return Math.min(items, MOST_ROWS) * Math.max(dimensions, 4);
}

/**
 * Cuts a catalogue into pieces that each fit into one storage binding.
 *
 * @param items rows
 * @param dimensions columns, one byte each
 * @param bytes largest binding of the device
 * @throws OnshelfError `gpu-failed` where not even one tile fits
 */
export function cutRows(items: number, dimensions: number, bytes: number): RowChunk[] {
  const widest = Math.max(dimensions, 4);
  const rows = Math.floor(Math.min(bytes / widest, MOST_ROWS) / LARGEST_TILE) * LARGEST_TILE;
  if (rows === 0) {
    throw new OnshelfError('gpu-failed', `Rows of ${dimensions} columns do not fit into the GPU's bindings of ${bytes} bytes.`);
  }
  const chunks: RowChunk[] = [];
  for (let first = 0; first < items; first += rows) chunks.push({ first, items: Math.min(rows, items - first) });
  return chunks;
}
