import type { Kernel, KernelConstants } from './kernel-runner.js';
import mergeTilesText from './merge-tiles.wgsl?raw';
import sortTileText from './sort-tile.wgsl?raw';
import { THREADS, type TileShape } from './tile-shape.js';

/**
 * The second kernel: joins the lists of `tile / keep` neighbouring tiles into one. Run again and again until one is left.
 *
 * Bindings: 0 the lists it reads (their number is this binding's length), 1 the lists it writes. One workgroup for every
 * `tile` candidates read.
 */
export const MERGE_TILES: Kernel = { label: 'onshelf merge-tiles', code: `${sortTileText}\n${mergeTilesText}` };

/**
 * The constants of `MERGE_TILES`.
 *
 * @param shape tile and list sizes, the same as the lists were written with
 */
export function mergeTilesConstants(shape: TileShape): KernelConstants {
  return { TILE: shape.tile, KEEP: shape.keep, THREADS };
}
