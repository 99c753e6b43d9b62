import { OnshelfError } from '../../core/onshelf-error.js';
import type { ScorerRows } from '../../types/scoring/scorer.js';
import type { CandidateFinder, Candidates, DenseQuery } from '../settle/candidate-finder.js';
import { magnitudesOf, roundingBound } from '../settle/rounding-bound.js';
import { createBufferPool } from './buffer-pool.js';
import { BLOCK_COLUMNS } from './encode-queries.js';
import { type Findings, findCandidates } from './find-candidates.js';
import { firstItems } from './first-items.js';
import { type GpuCatalog, uploadGpuCatalog } from './gpu-catalog.js';
import { createGpuTimer } from './gpu-timer.js';
import { compileSearchKernels } from './kernels/search-kernels.js';
import { MAX_KEPT, searchShapeFor } from './kernels/search-shape.js';
import { MAX_CHUNK_BYTES } from './row-chunks.js';
import type { SearchPlace } from './search-place.js';

/** Maximum number of queries per run, for scratch buffers of a few megabytes. */
const MAX_PER_RUN = 64;
/**
 * Maximum number of multiplications per dispatch, four passes over a full chunk. A second on an emulated GPU,
 * milliseconds on the smallest real one: browsers kill a GPU process that hangs for longer.
 */
const MAX_WORK = 4 * MAX_CHUNK_BYTES;
/** Runs in the GPU's queue: one executes while the next is prepared. */
const RUNS_AHEAD = 2;

/** Limits of a finder on its device. */
export interface FinderSettings {
  /** Largest storage binding to make, bytes. */
  readonly bindingBytes: number;
  /** Whether to use WGSL's `dot4I8Packed`. Without it, queries of a batch do not share passes over the rows. */
  readonly packed: boolean;
  /** Receives the GPU's own time for each call of `find`, where the device can measure. */
  readonly onGpuTime?: ((nanoseconds: number) => void) | undefined;
}

/**
 * A finder over a catalogue on a device, which the caller owns.
 *
 * @param rows the catalogue
 * @param device receives a copy of it
 * @param settings how to use the device
 * @throws OnshelfError `scorer-failed` where rows are too wide for a binding
 */
export function createWebGpuFinder(rows: ScorerRows, device: GPUDevice, settings: FinderSettings): CandidateFinder {
  let failure: OnshelfError | undefined;
  const fail = (message: string): void => {
    failure ??= new OnshelfError('scorer-failed', message);
  };
  void device.lost.then((info) => fail(`The GPU device was lost (${info.reason}): ${info.message}`));
  device.addEventListener('uncapturederror', (event) => fail(`The GPU reported an error: ${event.error.message}`));

  const magnitudes = magnitudesOf(rows);
  const pool = createBufferPool(device);
  const catalog: GpuCatalog | undefined = rows.items > 0 ? uploadGpuCatalog(device, pool, rows, settings.bindingBytes) : undefined;
  const timer = settings.onGpuTime === undefined ? undefined : createGpuTimer(device, pool);

  const search = async (found: GpuCatalog, queries: readonly DenseQuery[], keep: number): Promise<Candidates[]> => {
    const step = queries.length > 1 && settings.packed ? 4 : 1;
    const kernels = await compileSearchKernels(device, found.blocks, step === 4, settings.packed);
    if (failure !== undefined) throw failure;
    const place: SearchPlace = { device, pool, catalog: found, magnitudes, timer };
    const shape = searchShapeFor(keep, rows.items);
    const perRun = queriesPerRun(found);
    const runs: Promise<Findings>[] = [];
    for (let start = 0; start < queries.length; start += perRun) {
      if (runs.length >= RUNS_AHEAD) await runs[runs.length - RUNS_AHEAD];
      const run = findCandidates(place, kernels, queries.slice(start, start + perRun), step, shape);
      // Handled below; until then a rejection must not count as unhandled.
      run.catch(() => {});
      runs.push(run);
    }
    const findings = await Promise.all(runs);
    if (timer !== undefined) settings.onGpuTime?.(findings.reduce((sum, { nanoseconds = 0 }) => sum + nanoseconds, 0));
    return findings.flatMap(({ candidates }) => candidates);
  };

  return {
    backend: 'webgpu',
    most: MAX_KEPT,
    get memory() {
      return { gpu: pool.bytes, heap: 0 };
    },
    errorBound: (query) => roundingBound(rows.dimensions, magnitudes, query),
    find: async (queries, keep) => {
      if (failure !== undefined) throw failure;
      const dense = queries.filter((query) => !isZero(query));
      const found = catalog === undefined || dense.length === 0 ? [] : await search(catalog, dense, keep);
      let next = 0;
      return queries.map((query) => {
        if (catalog === undefined || isZero(query)) return firstItems(rows.items, query.excluded, keep);
        return found[next++];
      });
    },
    dispose: () => {
      fail('The GPU scorer was disposed.');
      timer?.destroy();
      pool.destroy();
    },
  };
}

/** Number of queries per run, so that no dispatch takes long. */
function queriesPerRun({ chunks, blocks }: GpuCatalog): number {
  const work = Math.max(...chunks.map((chunk) => chunk.items)) * blocks * BLOCK_COLUMNS;
  return Math.max(4, Math.min(MAX_PER_RUN, Math.floor(MAX_WORK / work / 4) * 4));
}

function isZero({ vector, biasWeight }: DenseQuery): boolean {
  return biasWeight === 0 && vector.every((value) => value === 0);
}
