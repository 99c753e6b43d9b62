import type { Magnitudes } from '../settle/rounding-bound.js';
import type { BufferPool } from './buffer-pool.js';
import type { GpuCatalog } from './gpu-catalog.js';
import type { GpuTimer } from './gpu-timer.js';
import { type BoundBuffer, recordKernel } from './kernels/kernel-runner.js';
import type { SearchKernels } from './kernels/search-kernels.js';
import { type SearchShape, THREADS } from './kernels/search-shape.js';
import { FOUND_BYTES, groupsIn, PLAN_STRIDE, type SearchBuffers } from './search-buffers.js';

/** Slots, and so about as many survivors, that one workgroup of the last kernel works on before another is worth its start. */
const SURVIVORS_PER_WORKGROUP = 512;

/** Groups that one invocation of the third kernel looks at: nearly all are passed over, which is not worth a start each. */
const GROUPS_PER_INVOCATION = 8;

/** Where to search. */
export interface SearchPlace {
  readonly device: GPUDevice;
  readonly pool: BufferPool;
  readonly catalog: GpuCatalog;
  readonly magnitudes: Magnitudes;
  readonly timer: GpuTimer | undefined;
}

/**
 * Records one run of the kernels over filled buffers, and submits all of it but the last part.
 *
 * @param place where to search
 * @param kernels from `compileSearchKernels`
 * @param buffers from `fillSearchBuffers`
 * @param shape of the search
 * @param questions in the buffers
 * @param step questions that share a pass over the rows
 * @returns the last part, to which the caller adds the reading back
 */
export function recordSearch(
  place: SearchPlace,
  kernels: SearchKernels,
  buffers: SearchBuffers,
  shape: SearchShape,
  questions: number,
  step: 1 | 4,
): GPUCommandEncoder {
  const { device, catalog, timer } = place;
  const passes = Math.ceil(questions / step);
  const places = passes * step;
  const [slots, uppers, found, survivors, winners] = [buffers.slots, buffers.uppers, buffers.found, buffers.survivors, buffers.winners].map(
    (buffer): BoundBuffer => ({ buffer }),
  );
  const planOf = (number: number): BoundBuffer => ({ buffer: buffers.plan, offset: number * PLAN_STRIDE, size: PLAN_STRIDE });
  const inputs = catalog.chunks.map(({ rows, scales, biases }, number) => ({
    0: planOf(number),
    1: { buffer: rows },
    2: { buffer: scales },
    3: { buffer: biases },
    5: { buffer: buffers.queries },
  }));
  const excluded = { buffer: buffers.excluded };
  const across = catalog.chunks.map(({ items }) => Math.ceil(groupsIn(items, shape) / THREADS));
  const last = catalog.chunks.length - 1;

  let encoder = device.createCommandEncoder({ label: 'onshelf search' });
  encoder.clearBuffer(buffers.slots, 0, places * shape.slots * 4);
  encoder.clearBuffer(buffers.found, 0, places * FOUND_BYTES);
  for (let chunk = 0; chunk <= last; chunk++) {
    const pass = encoder.beginComputePass({
      label: 'onshelf score',
      ...(timer !== undefined && chunk === 0 ? { timestampWrites: timer.begin } : {}),
    });
    recordKernel(device, pass, kernels.scoreGroups, { ...inputs[chunk], 4: excluded, 6: slots, 7: uppers }, across[chunk], passes);
    pass.end();
    if (chunk === last) break;
    // One submission for each chunk keeps every piece of GPU work short.
    device.queue.submit([encoder.finish()]);
    encoder = device.createCommandEncoder({ label: 'onshelf search' });
  }
  const pass = encoder.beginComputePass({ label: 'onshelf select', ...(timer === undefined ? {} : { timestampWrites: timer.end }) });
  recordKernel(device, pass, kernels.findThreshold, { 0: planOf(0), 6: slots, 7: found }, questions, 1);
  for (let chunk = 0; chunk <= last; chunk++) {
    const bound = { ...inputs[chunk], 4: excluded, 6: uppers, 7: found, 8: survivors };
    recordKernel(device, pass, kernels.collectSurvivors, bound, Math.ceil(across[chunk] / GROUPS_PER_INVOCATION), questions);
  }
  const helpers = Math.ceil(shape.slots / SURVIVORS_PER_WORKGROUP);
  recordKernel(device, pass, kernels.rankSurvivors, { 0: planOf(0), 6: found, 7: survivors, 8: winners }, helpers, questions);
  pass.end();
  return encoder;
}
