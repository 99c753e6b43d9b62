import { BUFFER_USAGE } from './buffer-usage.js';

/** Makes a device's buffers, counts their bytes, and reuses them. */
export interface BufferPool {
  /** Bytes of all buffers alive. */
  readonly bytes: number;
  /** A new buffer, alive until the pool is destroyed. */
  create(name: string, size: number, usage: GPUBufferUsageFlags): GPUBuffer;
  /**
   * The buffer of this name for data of one submission; replaced where it is too small. Its contents
   * are undefined after the submission.
   */
  scratch(name: string, size: number, usage: GPUBufferUsageFlags): GPUBuffer;
  /** A read-back buffer of at least this size, for one caller at a time. */
  takeReadback(size: number): GPUBuffer;
  /** Returns a read-back buffer, unmapped. */
  giveReadback(buffer: GPUBuffer): void;
  destroy(): void;
}

/** Maximum number of idle read-back buffers; more overlapping queries make new ones. */
const MAX_WAITING = 8;

/**
 * A pool on a device. Creating a buffer, which WebGPU clears, costs more than a small query.
 *
 * @param device makes the buffers
 */
export function createBufferPool(device: GPUDevice): BufferPool {
  const alive = new Set<GPUBuffer>();
  const scratch = new Map<string, GPUBuffer>();
  let waiting: GPUBuffer[] = [];
  let bytes = 0;
  let destroyed = false;

  const create = (name: string, size: number, usage: GPUBufferUsageFlags): GPUBuffer => {
    const buffer = device.createBuffer({ label: `onshelf ${name}`, size, usage });
    alive.add(buffer);
    bytes += size;
    return buffer;
  };
  const drop = (buffer: GPUBuffer): void => {
    if (!alive.delete(buffer)) return;
    bytes -= buffer.size;
    // Submitted work still uses the buffer; its memory is freed afterwards.
    buffer.destroy();
  };

  return {
    get bytes() {
      return bytes;
    },
    create,
    scratch: (name, size, usage) => {
      const present = scratch.get(name);
      if (present !== undefined && present.size >= size) return present;
      if (present !== undefined) drop(present);
      const made = create(name, size, usage);
      scratch.set(name, made);
      return made;
    },
    takeReadback: (size) => {
      const fitting = waiting.find((buffer) => buffer.size >= size);
      if (fitting === undefined) return create('readback', size, BUFFER_USAGE.copyDestination | BUFFER_USAGE.mapRead);
      waiting = waiting.filter((buffer) => buffer !== fitting);
      return fitting;
    },
    giveReadback: (buffer) => {
      if (destroyed || !alive.has(buffer)) return;
      waiting.push(buffer);
      // Drop the smallest: a large one serves every query.
      if (waiting.length > MAX_WAITING) drop(waiting.sort((a, b) => b.size - a.size).pop() as GPUBuffer);
    },
    destroy: () => {
      destroyed = true;
      for (const buffer of alive) drop(buffer);
    },
  };
}
