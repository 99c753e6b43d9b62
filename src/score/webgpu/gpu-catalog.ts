import type { ScorerRows } from '../../types/scorer.js';
import { BUFFER_USAGE } from './buffer-usage.js';
import { cutRows } from './row-chunks.js';
import { CANDIDATE_BYTES, LARGEST_TILE, MOST_KEPT } from './tile-shape.js';

/** The buffers of one chunk of rows. */
interface GpuChunk {
  /** Row number of the first row. */
  readonly first: number;
  readonly items: number;
  /** First row number and bias weight; 8 bytes. */
  readonly request: GPUBuffer;
  readonly rows: GPUBuffer;
  readonly scales: GPUBuffer;
  readonly biases: GPUBuffer;
}

/** A catalogue in GPU memory, with room for one answer. */
export interface GpuCatalog {
  readonly items: number;
  readonly dimensions: number;
  readonly chunks: readonly GpuChunk[];
  /** Query vector, float32. */
  readonly vector: GPUBuffer;
  /** Bitset over items. */
  readonly excluded: GPUBuffer;
  /** Two buffers of candidate lists; a merge reads the one and writes the other. */
  readonly lists: readonly [GPUBuffer, GPUBuffer];
  destroy(): void;
}

/**
 * Copies the rows to the GPU. WebGPU reports failed allocations through error scopes, so the caller must hold them open.
 *
 * @param device receives the buffers
 * @param source at least one row
 * @param bindingBytes largest storage binding to make
 * @throws OnshelfError `gpu-failed` where a row is wider than a binding
 */
export function uploadCatalog(device: GPUDevice, source: ScorerRows, bindingBytes: number): GpuCatalog {
  const { items, dimensions } = source;
  const buffers: GPUBuffer[] = [];
  const create = (name: string, size: number, usage: GPUBufferUsageFlags): GPUBuffer => {
    const buffer = device.createBuffer({ label: `onshelf ${name}`, size, usage });
    buffers.push(buffer);
    return buffer;
  };
  const input = BUFFER_USAGE.storage | BUFFER_USAGE.copyDestination;
  const upload = (name: string, values: Int8Array | Float32Array, start: number, length: number): GPUBuffer => {
    const buffer = create(name, length * values.BYTES_PER_ELEMENT, input);
    // The views are never shared memory; the cast drops that possibility for WebGPU's signature.
    device.queue.writeBuffer(buffer, 0, values as Int8Array<ArrayBuffer> | Float32Array<ArrayBuffer>, start, length);
    return buffer;
  };
  const chunks = cutRows(items, dimensions, bindingBytes).map((chunk) => ({
    ...chunk,
    request: create('request', 8, BUFFER_USAGE.uniform | BUFFER_USAGE.copyDestination),
    rows: upload('rows', source.rows, chunk.first * dimensions, chunk.items * dimensions),
    scales: upload('scales', source.scales, chunk.first, chunk.items),
    biases: upload('biases', source.bias, chunk.first, chunk.items),
  }));
  // No tile shape writes more than MOST_KEPT candidates for every LARGEST_TILE rows.
  const tiles = Math.ceil(items / LARGEST_TILE);
  const listUsage = BUFFER_USAGE.storage | BUFFER_USAGE.copySource;
  return {
    items,
    dimensions,
    chunks,
    vector: create('vector', Math.max(dimensions, 4) * 4, input),
    excluded: create('excluded', Math.ceil(items / 32) * 4, input),
    lists: [
      create('tile lists', tiles * MOST_KEPT * CANDIDATE_BYTES, listUsage),
      create('merged lists', Math.ceil(tiles / 2) * MOST_KEPT * CANDIDATE_BYTES, listUsage),
    ],
    destroy: () => {
      for (const buffer of buffers) buffer.destroy();
    },
  };
}
