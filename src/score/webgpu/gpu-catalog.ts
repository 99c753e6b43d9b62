import type { ScorerRows } from '../../types/scoring/scorer.js';
import type { BufferPool } from './buffer-pool.js';
import { BUFFER_USAGE } from './buffer-usage.js';
import { BLOCK_COLUMNS } from './encode-queries.js';
import { cutRows, type RowChunk } from './row-chunks.js';

/** The buffers of one chunk of rows. */
interface GpuChunk extends RowChunk {
  readonly rows: GPUBuffer;
  readonly scales: GPUBuffer;
  readonly biases: GPUBuffer;
}

/** A catalogue in GPU memory. */
export interface GpuCatalog {
  readonly items: number;
  readonly dimensions: number;
  /** Blocks of 16 columns in a row. */
  readonly blocks: number;
  readonly chunks: readonly GpuChunk[];
}

/** Blocks of 16 columns that a row fills. */
export function blocksOf(dimensions: number): number {
  return Math.ceil(dimensions / BLOCK_COLUMNS);
}

/**
 * Copies the rows to the GPU. WebGPU reports failed allocations through error scopes, which the caller must open.
 *
 * @param device receives the rows
 * @param pool makes the buffers
 * @param source at least one row
 * @param bindingBytes largest storage binding to make
 * @throws OnshelfError `scorer-failed` where rows are too wide for a binding
 */
export function uploadGpuCatalog(device: GPUDevice, pool: BufferPool, source: ScorerRows, bindingBytes: number): GpuCatalog {
  const { items, dimensions } = source;
  const blocks = blocksOf(dimensions);
  const columns = blocks * BLOCK_COLUMNS;
  const upload = (name: string, values: Int8Array | Float32Array, start: number, length: number): GPUBuffer => {
    const buffer = pool.create(name, length * values.BYTES_PER_ELEMENT, BUFFER_USAGE.storage | BUFFER_USAGE.copyDestination);
    // The views are never of shared memory, which WebGPU's signature excludes.
    device.queue.writeBuffer(buffer, 0, values as Int8Array<ArrayBuffer> | Float32Array<ArrayBuffer>, start, length);
    return buffer;
  };
  const uploadRows = ({ first, items: count }: RowChunk): GPUBuffer => {
    if (columns === dimensions) return upload('rows', source.rows, first * columns, count * columns);
    return upload('rows', padRows(source, first, count, columns), 0, count * columns);
  };
  const chunks = cutRows(items, columns, bindingBytes).map((chunk) => ({
    ...chunk,
    rows: uploadRows(chunk),
    scales: upload('scales', source.scales, chunk.first, chunk.items),
    biases: upload('biases', source.bias, chunk.first, chunk.items),
  }));
  return { items, dimensions, blocks, chunks };
}

/** Rows padded with zero columns. */
function padRows({ rows, dimensions }: ScorerRows, first: number, count: number, columns: number): Int8Array {
  const padded = new Int8Array(count * columns);
  for (let row = 0; row < count; row++) {
    const start = (first + row) * dimensions;
    padded.set(rows.subarray(start, start + dimensions), row * columns);
  }
  return padded;
}
