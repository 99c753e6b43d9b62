import type { Kernel, KernelConstants } from './kernel-runner.js';
import scoreTileText from './score-tile.wgsl?raw';
import sortTileText from './sort-tile.wgsl?raw';
import { THREADS, type TileShape } from './tile-shape.js';

/**
 * The first kernel: int8 rows and a query vector to the best candidates of every tile.
 *
 * Bindings: 0 request (first row number, bias weight), 1 rows (int8, four to a word), 2 scales, 3 biases, 4 exclusion
 * bitset over the whole catalogue, 5 query vector, 6 the lists it writes, `keep` candidates for each tile. The number of
 * rows is the length of binding 2. One workgroup for each tile.
 */
export const SCORE_TILE: Kernel = { label: 'onshelf score-tile', code: `${sortTileText}\n${scoreTileText}` };

/**
 * The constants of `SCORE_TILE`.
 *
 * @param shape tile and list sizes
 * @param dimensions columns of a row, a multiple of 4
 */
export function scoreTileConstants(shape: TileShape, dimensions: number): KernelConstants {
  return { TILE: shape.tile, KEEP: shape.keep, THREADS, WORDS: dimensions / 4 };
}
