import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { Scorer, ScorerRows } from '../../types/scoring/scorer.js';
import { checkKnownAnswer } from '../settle/known-answer.js';
import { createSettledScorer } from '../settle/settled-scorer.js';
import { openDevice } from './device/open-device.js';
import { BLOCK_COLUMNS } from './encode-queries.js';
import { blocksOf } from './gpu-catalog.js';
import { wantedBufferBytes } from './row-chunks.js';
import { createWebGpuFinder, type FinderSettings } from './webgpu-finder.js';

/** A scorer on the GPU. */
export interface WebGpuScorer extends Scorer {
  /** Whether the GPU is emulated on the processor, and so rarely worth using. */
  readonly software: boolean;
  /** What it scores on, until it is disposed of. */
  readonly device: GPUDevice;
}

/** Settings for tests and measurements. */
export interface WebGpuSettings {
  /** Largest storage binding to make, bytes. Default: the device's limit. */
  readonly bindingBytes?: number;
  /** Whether to use WGSL's `dot4I8Packed`. Default: on hardware, where the browser has it; emulation is slow. */
  readonly packed?: boolean;
  /** Receives the GPU's own time for each query or batch, where the adapter can measure. */
  readonly onGpuTime?: (nanoseconds: number) => void;
}

/**
 * Copies the catalogue to the GPU and scores there; `createSettledScorer` guarantees the answers.
 *
 * @param rows the catalogue; kept, and copied to the GPU
 * @param gpu the browser's `navigator.gpu`
 * @param settings for tests and measurements
 * @throws OnshelfError `scorer-failed` where there is no adapter, something cannot be created, or a known answer is wrong
 */
export async function createWebGpuScorer(rows: ScorerRows, gpu: GPU, settings: WebGpuSettings = {}): Promise<WebGpuScorer> {
  const columns = blocksOf(rows.dimensions) * BLOCK_COLUMNS;
  const { device, software } = await openDevice(gpu, wantedBufferBytes(rows.items, columns), settings.onGpuTime !== undefined);
  try {
    const { limits } = device;
    const largest = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
    const packed = settings.packed ?? (!software && hasPackedDot(gpu));
    await checkKnownAnswer(async (known) => createWebGpuFinder(known, device, { bindingBytes: largest, packed }));
    const wanted: FinderSettings = { bindingBytes: settings.bindingBytes ?? largest, packed, onGpuTime: settings.onGpuTime };
    const finder = await withinErrorScopes(device, () => createWebGpuFinder(rows, device, wanted));
    const scorer = createSettledScorer(rows, finder);
    return {
      backend: 'webgpu',
      software,
      device,
      get memory() {
        return finder.memory;
      },
      score: scorer.score,
      scoreBatch: scorer.scoreBatch,
      dispose: () => {
        scorer.dispose();
        device.destroy();
      },
    };
  } catch (error) {
    device.destroy();
    throw error instanceof OnshelfError ? error : new OnshelfError('scorer-failed', `The GPU failed: ${messageOf(error)}`, error);
  }
}

/** Older browsers do not report language features. */
function hasPackedDot(gpu: Partial<GPU>): boolean {
  return gpu.wgslLanguageFeatures?.has('packed_4x8_integer_dot_product') ?? false;
}

/** Runs `create`, then reads the device's validation and memory errors; WebGPU throws for neither. */
async function withinErrorScopes<Made>(device: GPUDevice, create: () => Made): Promise<Made> {
  const filters: readonly GPUErrorFilter[] = ['validation', 'out-of-memory', 'internal'];
  for (const filter of filters) device.pushErrorScope(filter);
  const made = create();
  const errors = await Promise.all(filters.map(() => device.popErrorScope()));
  const first = errors.find((error) => error !== null);
  if (first) throw new OnshelfError('scorer-failed', `The catalogue does not fit on the GPU: ${first.message}`);
  return made;
}
