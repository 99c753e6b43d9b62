import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { MemoryUse, Scorer, ScorerRows } from '../../types/scorer.js';
import type { CandidateFinder } from '../candidate-finder.js';
import { checkKnownAnswer } from '../known-answer.js';
import { magnitudesOf, roundingBound } from '../rounding-bound.js';
import { createSettledScorer } from '../settled-scorer.js';
import { findCandidates } from './find-candidates.js';
import { type GpuCatalog, uploadCatalog } from './gpu-catalog.js';
import { openDevice } from './open-device.js';
import { wantedBufferBytes } from './row-chunks.js';
import { LARGEST_TILE, MOST_KEPT, tileShapeFor } from './tile-shape.js';

/** A scorer on the GPU. */
export interface WebGpuScorer extends Scorer {
  /** Is the "GPU" a program on the processor? Then it is rarely worth using. */
  readonly software: boolean;
}

/** Settings that only tests need. */
export interface WebGpuSettings {
  /** Largest storage binding to make, bytes; as much as the device allows when absent. */
  readonly bindingBytes?: number;
}

/**
 * Puts the catalogue on the GPU and scores there; see `createSettledScorer` for what is promised of the answers.
 *
 * @param rows the catalogue; kept, and copied to the GPU
 * @param gpu the browser's `navigator.gpu`
 * @param settings for tests
 * @throws OnshelfError `gpu-failed` where there is no adapter, something cannot be created, or a known answer is wrong
 */
export async function createWebGpuScorer(rows: ScorerRows, gpu: GPU, settings: WebGpuSettings = {}): Promise<WebGpuScorer> {
  const { device, software } = await openDevice(gpu, wantedBufferBytes(rows.items, rows.dimensions));
  try {
    await checkKnownAnswer(async (known) => createFinder(known, device, LARGEST_TILE * known.dimensions));
    const limits = device.limits;
    const bindingBytes = settings.bindingBytes ?? Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
    const finder = await withinErrorScopes(device, () => createFinder(rows, device, bindingBytes));
    const scorer = createSettledScorer(rows, {
      ...finder,
      dispose: () => {
        finder.dispose();
        device.destroy();
      },
    });
    return { ...scorer, memory: finder.memory, software };
  } catch (error) {
    device.destroy();
    throw error instanceof OnshelfError ? error : new OnshelfError('gpu-failed', `The GPU failed: ${messageOf(error)}`, error);
  }
}

/** A finder over a catalogue on a device that stays the caller's. */
function createFinder(rows: ScorerRows, device: GPUDevice, bindingBytes: number): CandidateFinder {
  let failure: OnshelfError | undefined;
  const fail = (message: string): void => {
    failure ??= new OnshelfError('gpu-failed', message);
  };
  void device.lost.then((info) => fail(`The GPU device was lost (${info.reason}): ${info.message}`));
  device.addEventListener('uncapturederror', (event) => fail(`The GPU reported an error: ${event.error.message}`));
  const catalog: GpuCatalog | undefined = rows.items > 0 ? uploadCatalog(device, rows, bindingBytes) : undefined;
  const magnitudes = magnitudesOf(rows);
  const memory: MemoryUse = { gpu: rows.rows.byteLength + rows.scales.byteLength + rows.bias.byteLength, heap: 0 };
  return {
    backend: 'webgpu',
    most: MOST_KEPT,
    memory,
    errorBound: (query) => roundingBound(rows.dimensions, magnitudes, query),
    find: async (queries, keep) => {
      if (failure !== undefined) throw failure;
      if (catalog === undefined) return queries.map(() => ({ items: new Uint32Array(0), scores: new Float32Array(0) }));
      return Promise.all(queries.map((query) => findCandidates(device, catalog, query, tileShapeFor(keep))));
    },
    dispose: () => {
      fail('The GPU scorer was disposed.');
      catalog?.destroy();
    },
  };
}

/** Runs `create`, then asks the device whether all of it was valid and found memory; WebGPU throws for neither. */
async function withinErrorScopes<Made>(device: GPUDevice, create: () => Made): Promise<Made> {
  const filters: readonly GPUErrorFilter[] = ['validation', 'out-of-memory', 'internal'];
  for (const filter of filters) device.pushErrorScope(filter);
  const made = create();
  const errors = await Promise.all(filters.map(() => device.popErrorScope()));
  const first = errors.find((error) => error !== null);
  if (first) throw new OnshelfError('gpu-failed', `The catalogue does not fit on the GPU: ${first.message}`);
  return made;
}
