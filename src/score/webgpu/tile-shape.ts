/** Bytes of a candidate on the GPU: a float32 score and a 32-bit row number. */
export const CANDIDATE_BYTES = 8;

/** Most candidates that the kernels can bring back: half of the largest tile that fits in 16 KiB of workgroup memory. */
export const MOST_KEPT = 1024;

/** Items of the largest tile; row buffers start at multiples of it, so that no tile straddles two of them. */
export const LARGEST_TILE = 2 * MOST_KEPT;

/**
 * Invocations of a workgroup. Sorting waits at dozens of barriers, which cost more the more invocations wait: 256 of them
 * took 2.5 times as long as 64 in SwiftShader.
 */
export const THREADS = 64;

const SMALLEST_KEPT = 64;
const SMALLEST_TILE = 1024;

/** How much a workgroup sorts and how much of it survives. */
export interface TileShape {
  /** Candidates sorted by a workgroup; a power of two. */
  readonly tile: number;
  /** Candidates written by a workgroup; a power of two, at most half of `tile`. */
  readonly keep: number;
}

/**
 * The shape that brings back at least `wanted` candidates. Only five shapes exist, so at most five pairs of pipelines
 * are ever compiled.
 *
 * @param wanted candidates, 1 to `MOST_KEPT`
 */
export function tileShapeFor(wanted: number): TileShape {
  let keep = SMALLEST_KEPT;
  while (keep < wanted) keep *= 2;
  return { keep, tile: Math.max(SMALLEST_TILE, 2 * keep) };
}
