import { type BoundBuffer, recordKernel } from './kernels/kernel-runner.js';
import type { SearchKernels } from './kernels/search-kernels.js';
import { type SearchShape, THREADS } from './kernels/search-shape.js';
import { FOUND_BYTES, groupsIn, PLAN_STRIDE, type SearchBuffers } from './search-buffers.js';
import type { SearchPlace } from './search-place.js';

/** Slots, and so about as many survivors, per workgroup of the last kernel: fewer would not be worth its start. */
const SURVIVORS_PER_WORKGROUP = 512;

/** Groups per invocation of the third kernel: nearly all are skipped, which is not worth an invocation each. */
const GROUPS_PER_INVOCATION = 8;

/** The queries of one run of the kernels. */
export interface SearchRun {
  readonly shape: SearchShape;
  /** Number of queries in the buffers. */
  readonly queries: number;
  /** Number of queries that share a pass over the rows. */
  readonly step: 1 | 4;
}

/**
 * Records one run of the kernels over filled buffers, and submits all of it but the last part.
 *
 * @param place device and catalogue
 * @param kernels from `compileSearchKernels`
 * @param buffers from `fillSearchBuffers`
 * @param run number of queries, and how they are searched
 * @returns the last part, to which the caller adds the read-back
 */
export function recordSearch(
  place: SearchPlace,
  kernels: SearchKernels,
  buffers: SearchBuffers,
  { shape, queries, step }: SearchRun,
): GPUCommandEncoder {
  const { device, catalog, timer } = place;
  const passes = Math.ceil(queries / step);
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
    recordKernel(device, pass, kernels.scoreGroups, { ...inputs[chunk], 4: excluded, 6: slots, 7: uppers }, [across[chunk], passes]);
    pass.end();
    if (chunk === last) break;
    // One submission for each chunk keeps every piece of GPU work short.
    device.queue.submit([encoder.finish()]);
    encoder = device.createCommandEncoder({ label: 'onshelf search' });
  }
  const pass = encoder.beginComputePass({ label: 'onshelf select', ...(timer === undefined ? {} : { timestampWrites: timer.end }) });
  recordKernel(device, pass, kernels.findThreshold, { 0: planOf(0), 6: slots, 7: found }, [queries, 1]);
  for (let chunk = 0; chunk <= last; chunk++) {
    const bound = { ...inputs[chunk], 4: excluded, 6: uppers, 7: found, 8: survivors };
    recordKernel(device, pass, kernels.collectSurvivors, bound, [Math.ceil(across[chunk] / GROUPS_PER_INVOCATION), queries]);
  }
  const helpers = Math.ceil(shape.slots / SURVIVORS_PER_WORKGROUP);
  recordKernel(device, pass, kernels.rankSurvivors, { 0: planOf(0), 6: found, 7: survivors, 8: winners }, [helpers, queries]);
  pass.end();
  return encoder;
}
