import type { BufferPool } from './buffer-pool.js';
import { BUFFER_USAGE } from './buffer-usage.js';

/** Bytes of two timestamps: the first kernel's begin and the last one's end. */
export const TIME_BYTES = 16;

/** Measures with the GPU's clock. */
export interface GpuTimer {
  /** For the first pass of a run. */
  readonly begin: GPUComputePassTimestampWrites;
  /** For the last pass. */
  readonly end: GPUComputePassTimestampWrites;
  /** Records the copying of both times into a buffer. */
  copyTimes(encoder: GPUCommandEncoder, target: GPUBuffer, offset: number): void;
  destroy(): void;
}

/**
 * A timer; undefined where the device lacks `timestamp-query`.
 *
 * @param device measures
 * @param pool makes the buffer
 */
export function createGpuTimer(device: GPUDevice, pool: BufferPool): GpuTimer | undefined {
  if (!device.features.has('timestamp-query')) return undefined;
  const querySet = device.createQuerySet({ label: 'onshelf times', type: 'timestamp', count: 2 });
  const times = pool.create('times', TIME_BYTES, BUFFER_USAGE.queryResolve | BUFFER_USAGE.copySource);
  return {
    begin: { querySet, beginningOfPassWriteIndex: 0 },
    end: { querySet, endOfPassWriteIndex: 1 },
    copyTimes: (encoder, target, offset) => {
      encoder.resolveQuerySet(querySet, 0, 2, times, 0);
      encoder.copyBufferToBuffer(times, 0, target, offset, TIME_BYTES);
    },
    destroy: () => querySet.destroy(),
  };
}

/** Nanoseconds between the two timestamps; browsers round them, some to a tenth of a millisecond. */
export function nanosecondsBetween(times: ArrayBuffer): number {
  const [begin, end] = new BigUint64Array(times);
  return Number(end - begin);
}
