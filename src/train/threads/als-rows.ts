import { gramRange } from '../matrices/gram-blocks.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';
import { openAlsKernel } from './als-kernel.js';
import { type AlsMemory, TILE_ROWS, threadAddresses } from './als-memory.js';

/** Input and output of solving rows, shared between threads. Each whitened row, and each row of `solved`, is written by one thread. */
export interface AlsSystem {
  /** Rows are to be solved; columns are fixed. */
  readonly interest: SparseMatrix;
  /** Held fixed. Shape [interest.columns, dimensions]. */
  readonly fixed: Float32Array;
  /** From `ridgeInverse`. Shape [dimensions, dimensions]. */
  readonly inverse: Float64Array;
  /** Shape [interest.rows, dimensions]. */
  readonly solved: Float32Array;
  /** A multiple of 4. */
  readonly dimensions: number;
  /** Confidence of an interest of 1, > 0. */
  readonly alpha: number;
  /** Working memory. */
  readonly memory: AlsMemory;
}

/** Maximum number of conjugate gradient steps per row. */
const MAX_STEPS = 6;
/** Squared residual at which a row is solved, relative to the start. */
const SOLVED = 1e-9;

/**
 * One half step of implicit ALS for a range of rows: solves `(G + lambda I + sum c y y') x = sum c y` with
 * `c = alpha * interest`, the same system that the browser solves to fold in a shopper. This is Hu, Koren and Volinsky's system
 * with the constant 1 of the seen items moved into alpha, as in Rendle et al. (2022). Rows without entries become 0. The result of a
 * row does not depend on the range.
 *
 * With `G + lambda I = L L'`, which all rows share, `z = L^-1 y` and `x = L^-T w` the system is `(I + sum c z z') w = sum c z`:
 * conjugate gradients find w in two to four steps, each with a cost proportional to the row's entries.
 *
 * @param system what to solve; whitened
 * @param from first row
 * @param to one past the last row
 * @param thread number of the thread, for its working memory
 * @see Hu, Koren, Volinsky: Collaborative Filtering for Implicit Feedback Datasets, ICDM 2008
 * @see Takács, Pilászy, Tikk: Applications of the Conjugate Gradient Method for Implicit Feedback Collaborative Filtering,
 *   RecSys 2011; the preconditioner is the part without entries, as in Golub and Van Loan, 4th ed., section 11.5
 */
export function solveAlsRows(system: AlsSystem, from: number, to: number, thread = 0): void {
  const { solved, dimensions, memory } = system;
  const { floats, solveRow, multiplyRows } = openAlsKernel(memory);
  const { matrix, tile, product, vectors, addresses, confidences } = threadAddresses(memory, thread);
  putTriangle(system, matrix, 'lower');
  for (let first = from; first < to; first += TILE_ROWS) {
    const end = Math.min(to, first + TILE_ROWS);
    for (let row = first; row < end; row++) {
      const w = tile + 4 * dimensions * (row - first);
      const entries = putEntries(system, row, addresses, confidences);
      if (entries === 0) floats.fill(0, w / 4, w / 4 + dimensions);
      else solveRow(addresses, confidences, confidences + 4 * entries, w, vectors, MAX_STEPS, SOLVED);
    }
    multiplyRows(tile, TILE_ROWS, matrix, 1, product);
    solved.set(floats.subarray(product / 4, product / 4 + dimensions * (end - first)), first * dimensions);
  }
}

/** Writes the entries of a row, padded to a multiple of 4 with entries of confidence 0; returns their number. */
function putEntries({ interest, dimensions, alpha, memory }: AlsSystem, row: number, addresses: number, confidences: number): number {
  const { floats, words } = openAlsKernel(memory);
  const begin = interest.offsets[row];
  const count = interest.offsets[row + 1] - begin;
  let entry = 0;
  for (; entry < count; entry++) {
    words[addresses / 4 + entry] = 4 * dimensions * interest.indices[begin + entry];
    floats[confidences / 4 + entry] = alpha * interest.values[begin + entry];
  }
  for (; entry % 4 !== 0; entry++) {
    words[addresses / 4 + entry] = words[addresses / 4];
    floats[confidences / 4 + entry] = 0;
  }
  return entry;
}

/**
 * `z = L^-1 y` for a range of the fixed rows.
 *
 * @param system whose memory is written
 * @param from first row
 * @param to one past the last row
 * @param thread number of the thread, for its working memory
 */
export function whitenRows(system: AlsSystem, from: number, to: number, thread = 0): void {
  const { fixed, dimensions, memory } = system;
  const { floats, multiplyRows } = openAlsKernel(memory);
  const { matrix, tile, product } = threadAddresses(memory, thread);
  putTriangle(system, matrix, 'upper');
  for (let first = from; first < to; first += TILE_ROWS) {
    const end = Math.min(to, first + TILE_ROWS);
    floats.set(fixed.subarray(first * dimensions, end * dimensions), tile / 4);
    multiplyRows(tile, TILE_ROWS, matrix, 0, product);
    floats.copyWithin(first * dimensions, product / 4, product / 4 + dimensions * (end - first));
  }
}

/** Writes half of the mirrored inverse: rows are multiplied from the left, so `L^-1` is the upper half and `L^-T` the lower one. */
function putTriangle({ inverse, dimensions, memory }: AlsSystem, matrix: number, half: 'lower' | 'upper'): void {
  const { floats } = openAlsKernel(memory);
  for (let a = 0; a < dimensions; a++) {
    for (let b = 0; b < dimensions; b++) {
      const kept = half === 'lower' ? b <= a : a <= b;
      floats[matrix / 4 + a * dimensions + b] = kept ? inverse[a * dimensions + b] : 0;
    }
  }
}

/**
 * A block of the Gram matrix of the fixed rows: equal to `gramBlock` but for rounding within each tile of rows.
 *
 * @param system whose memory is used
 * @param block which block, 0 to GRAM_BLOCKS - 1
 * @param parts shape [GRAM_BLOCKS, dimensions, dimensions]; the block's part is overwritten, lower triangle only
 * @param thread number of the thread, for its working memory
 */
export function gramOfFixed({ fixed, dimensions, memory }: AlsSystem, block: number, parts: Float64Array, thread = 0): void {
  const { floats, gramOfRows } = openAlsKernel(memory);
  const { matrix, tile } = threadAddresses(memory, thread);
  const size = dimensions * dimensions;
  const part = parts.subarray(block * size, (block + 1) * size).fill(0);
  const [from, to] = gramRange(fixed.length / dimensions, block);
  for (let first = from; first < to; first += TILE_ROWS) {
    const end = Math.min(to, first + TILE_ROWS);
    floats.set(fixed.subarray(first * dimensions, end * dimensions), tile / 4);
    gramOfRows(tile, end - first, matrix);
    for (let a = 0; a < dimensions; a++) {
      for (let b = 0; b <= a; b++) part[a * dimensions + b] += floats[matrix / 4 + a * dimensions + b];
    }
  }
}
