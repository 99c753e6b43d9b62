import type { Magnitudes } from '../settle/rounding-bound.js';
import type { BufferPool } from './buffer-pool.js';
import type { GpuCatalog } from './gpu-catalog.js';
import type { GpuTimer } from './gpu-timer.js';

/** The device of a search, with the catalogue on it. */
export interface SearchPlace {
  readonly device: GPUDevice;
  readonly pool: BufferPool;
  readonly catalog: GpuCatalog;
  readonly magnitudes: Magnitudes;
  readonly timer: GpuTimer | undefined;
}
