import { BUFFER_USAGE } from './buffer-usage.js';

/** Makes a device's buffers, counts their bytes, and keeps what can be used again. */
export interface BufferPool {
  /** Bytes of all buffers alive. */
  readonly bytes: number;
  /** A buffer of its own, alive until the pool is destroyed. */
  create(name: string, size: number, usage: GPUBufferUsageFlags): GPUBuffer;
  /**
   * The buffer of this name for what is written and read within one submission; grown where it is too small. The contents
   * do not outlive the submission.
   */
  scratch(name: string, size: number, usage: GPUBufferUsageFlags): GPUBuffer;
  /** A buffer to read back through, at least so large, for one caller at a time. */
  takeReadback(size: number): GPUBuffer;
  /** Gives it back, unmapped. */
  giveReadback(buffer: GPUBuffer): void;
  destroy(): void;
}

/** Readback buffers that wait for use; overlapping questions beyond that make their own. */
const MAX_WAITING = 8;

/**
 * A pool on a device. Creating a buffer and clearing it, which WebGPU does, costs more than a small question itself.
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
    // What has been submitted still finds its buffers; only then is the memory given back.
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
      // The smallest goes: a large one serves every question.
      if (waiting.length > MAX_WAITING) drop(waiting.sort((a, b) => b.size - a.size).pop() as GPUBuffer);
    },
    destroy: () => {
      destroyed = true;
      for (const buffer of alive) drop(buffer);
    },
  };
}
