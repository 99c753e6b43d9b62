import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { Scorer, ScorerRows } from '../../types/scoring/scorer.js';
import { checkKnownAnswer } from '../settle/known-answer.js';
import { createSettledScorer } from '../settle/settled-scorer.js';
import { BLOCK_COLUMNS } from './encode-queries.js';
import { blocksOf } from './gpu-catalog.js';
import { openDevice } from './open-device.js';
import { wantedBufferBytes } from './row-chunks.js';
import { createWebGpuFinder, type FinderSettings } from './webgpu-finder.js';

/** A scorer on the GPU. */
export interface WebGpuScorer extends Scorer {
  /** Is the "GPU" a program on the processor? Then it is rarely worth using. */
  readonly software: boolean;
}

/** Settings that only tests and measurements need. */
export interface WebGpuSettings {
  /** Largest storage binding to make, bytes; as much as the device allows when absent. */
  readonly bindingBytes?: number;
  /** Use WGSL's `dot4I8Packed`? On hardware, where the browser has it, when absent: software does it slowly. */
  readonly packed?: boolean;
  /** Receives the GPU's own time for each question or batch, where the adapter can measure; never called elsewhere. */
  readonly onGpuTime?: (nanoseconds: number) => void;
}

/**
 * Puts the catalogue on the GPU and scores there; see `createSettledScorer` for what is promised of the answers.
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

/** Older browsers do not tell their language features. */
function hasPackedDot(gpu: Partial<GPU>): boolean {
  return gpu.wgslLanguageFeatures?.has('packed_4x8_integer_dot_product') ?? false;
}

/** Runs `create`, then asks the device whether all of it was valid and found memory; WebGPU throws for neither. */
async function withinErrorScopes<Made>(device: GPUDevice, create: () => Made): Promise<Made> {
  const filters: readonly GPUErrorFilter[] = ['validation', 'out-of-memory', 'internal'];
  for (const filter of filters) device.pushErrorScope(filter);
  const made = create();
  const errors = await Promise.all(filters.map(() => device.popErrorScope()));
  const first = errors.find((error) => error !== null);
  if (first) throw new OnshelfError('scorer-failed', `The catalogue does not fit on the GPU: ${first.message}`);
  return made;
}
