import type { DenseQuery } from '../settle/candidate-finder.js';
import { BUFFER_USAGE } from './buffer-usage.js';
import { encodedQueryBytes, encodeQueries } from './encode-queries.js';
import type { GpuCatalog } from './gpu-catalog.js';
import { GPU_CANDIDATE_BYTES, type SearchShape, SURVIVOR_ROOM } from './kernels/search-shape.js';
import type { SearchPlace } from './search-place.js';

/** Bytes between two plans: WebGPU's largest allowed alignment of uniform buffers. */
export const PLAN_STRIDE = 256;
/** Bytes of a query's threshold and count. */
export const FOUND_BYTES = 8;

/** The buffers of one run of the kernels, filled with the queries. */
export interface SearchBuffers {
  /** A plan for each chunk of rows, `PLAN_STRIDE` apart. */
  readonly plan: GPUBuffer;
  readonly excluded: GPUBuffer;
  readonly queries: GPUBuffer;
  readonly slots: GPUBuffer;
  readonly uppers: GPUBuffer;
  readonly found: GPUBuffer;
  readonly survivors: GPUBuffer;
  readonly winners: GPUBuffer;
}

/** Number of groups of `items` rows: a multiple of 32, so that all rows of a group have the same bit position in a mask's words. */
export function groupsIn(items: number, shape: SearchShape): number {
  return 32 * Math.ceil(items / shape.rowsPerGroup / 32);
}

/**
 * Takes the buffers from the pool and queues the writing of the queries.
 *
 * @param place device and catalogue
 * @param queries one or more
 * @param places number of queries to make room for, at least `queries.length`
 * @param shape of the search
 */
export function fillSearchBuffers(
  { device, pool, catalog, magnitudes }: SearchPlace,
  queries: readonly DenseQuery[],
  places: number,
  shape: SearchShape,
): SearchBuffers {
  const { storage, uniform, copyDestination, copySource } = BUFFER_USAGE;
  const { chunks, blocks, items, dimensions } = catalog;
  const maskWords = Math.ceil(items / 32);
  const groups = chunks.reduce((sum, chunk) => sum + groupsIn(chunk.items, shape), 0);
  const buffers: SearchBuffers = {
    plan: pool.scratch('plan', chunks.length * PLAN_STRIDE, uniform | copyDestination),
    excluded: pool.scratch('excluded', places * maskWords * 4, storage | copyDestination),
    queries: pool.scratch('queries', places * encodedQueryBytes(blocks), storage | copyDestination),
    slots: pool.scratch('slots', places * shape.slots * 4, storage | copyDestination),
    uppers: pool.scratch('uppers', places * groups * 4, storage),
    found: pool.scratch('found', places * FOUND_BYTES, storage | copyDestination | copySource),
    survivors: pool.scratch('survivors', places * SURVIVOR_ROOM * GPU_CANDIDATE_BYTES, storage),
    winners: pool.scratch('winners', places * shape.keep * GPU_CANDIDATE_BYTES, storage | copySource),
  };
  const { queue } = device;
  queue.writeBuffer(buffers.plan, 0, encodePlans(catalog, shape, groups, maskWords));
  queue.writeBuffer(buffers.queries, 0, encodeQueries(queries, dimensions, blocks, magnitudes, places));
  const excluded = new Uint32Array(places * maskWords);
  queries.forEach((query, place) => {
    excluded.set(query.excluded, place * maskWords);
  });
  queue.writeBuffer(buffers.excluded, 0, excluded);
  return buffers;
}

/** The kernels' `Plan`, one for each chunk. */
function encodePlans({ chunks }: GpuCatalog, shape: SearchShape, allGroups: number, maskWords: number): Uint32Array<ArrayBuffer> {
  const plans = new Uint32Array((chunks.length * PLAN_STRIDE) / 4);
  let firstGroup = 0;
  chunks.forEach(({ first, items }, number) => {
    const groups = groupsIn(items, shape);
    const plan = [first, items, groups, firstGroup, allGroups, shape.slots, shape.keep, maskWords];
    plans.set(plan, (number * PLAN_STRIDE) / 4);
    firstGroup += groups;
  });
  return plans;
}
