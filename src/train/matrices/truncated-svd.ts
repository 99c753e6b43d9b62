import { normal, seededRandom } from '../../core/numbers/random.js';
import type { ProgressStep } from '../progress/progress.js';
import { gramMatrix, multiplyRows, multiplySparse } from './dense-products.js';
import { type SparseMatrix, transpose } from './sparse-matrix.js';
import { symmetricEigen } from './symmetric-eigen.js';

/** Settings of the decomposition. */
export interface SvdSettings {
  /** Singular values kept, 1 or more. */
  readonly dimensions: number;
  /** Any 32-bit integer. */
  readonly seed: number;
}

/** The largest singular values, with the right singular vectors. */
export interface TruncatedSvd {
  /** Descending; 0 beyond the rank of the matrix. Shape [dimensions]. */
  readonly singular: Float64Array;
  /** Right singular vectors as columns; zeros where the singular value is 0. Shape [columns of the matrix, dimensions]. */
  readonly items: Float32Array;
}

/** Additional columns of the sketch, against a bad random draw. */
const OVERSAMPLING = 12;
/** Number of power iterations. Logs have flat spectra, so without them the result is noisy. */
const POWER_STEPS = 4;
/** Relative eigenvalue below which a direction is rounding error. */
const ROUNDING = 1e-9;

/** Number of steps that `truncatedSvd` reports. */
export const SVD_STEPS = 2 * POWER_STEPS + 2;

/**
 * The largest singular values of a sparse matrix and their right singular vectors, by randomised subspace iteration: a random
 * sketch of the column space, a few power iterations, then an exact decomposition within it.
 *
 * @param matrix shape [users, items]
 * @param settings size, seed
 * @param progress reports the products finished, of `SVD_STEPS`
 * @see Halko, Martinsson, Tropp: Finding Structure with Randomness, SIAM Review 53, 2011, algorithms 4.4 and 5.1
 */
export async function truncatedSvd(matrix: SparseMatrix, { dimensions, seed }: SvdSettings, progress: ProgressStep): Promise<TruncatedSvd> {
  const width = Math.min(dimensions + OVERSAMPLING, matrix.rows, matrix.columns);
  const byColumn = transpose(matrix);
  const random = seededRandom(seed);
  let done = 0;
  const product = async (of: SparseMatrix, dense: Float32Array): Promise<Float32Array> => {
    const result = multiplySparse(of, dense, width);
    progress.update(++done);
    // Yields to the event loop, for the timers of the progress.
    await new Promise(setImmediate);
    return result;
  };
  let right: Float32Array = Float32Array.from({ length: matrix.columns * width }, () => normal(random));
  let left = orthonormal(await product(matrix, right), width);
  for (let step = 0; step < POWER_STEPS; step++) {
    right = orthonormal(await product(byColumn, left), width);
    left = orthonormal(await product(matrix, right), width);
  }
  const projected = await product(byColumn, left);
  const { values, vectors } = symmetricEigen(gramMatrix(projected, width), width);
  const turn = new Float64Array(width * dimensions);
  const singular = new Float64Array(dimensions);
  for (let k = 0; k < Math.min(width, dimensions); k++) {
    if (!(values[k] > ROUNDING * values[0])) break;
    singular[k] = Math.sqrt(values[k]);
    for (let row = 0; row < width; row++) turn[row * dimensions + k] = vectors[row * width + k] / singular[k];
  }
  return { singular, items: multiplyRows(projected, turn, width, dimensions) };
}

/**
 * Item factors from the decomposition, each column scaled by the root of its singular value: folded in with a confidence near 0, a
 * history gives nearly PureSVD's scores.
 *
 * @param matrix interest of users in items, shape [users, items]
 * @param settings size, seed
 * @param progress reports the products finished, of `SVD_STEPS`
 * @returns shape [items, dimensions]
 * @see Cremonesi, Koren, Turrin: Performance of Recommender Algorithms on Top-N Recommendation Tasks, RecSys 2010, section 4.2
 */
export async function svdFactors(matrix: SparseMatrix, settings: SvdSettings, progress: ProgressStep): Promise<Float32Array> {
  const { singular, items } = await truncatedSvd(matrix, settings, progress);
  return items.map((value, place) => value * Math.sqrt(singular[place % settings.dimensions]));
}

/** Columns that span the same space, orthogonal and of length 1; zeros for those that the space has no room for. */
function orthonormal(rows: Float32Array, width: number): Float32Array {
  const { values, vectors } = symmetricEigen(gramMatrix(rows, width), width);
  const turn = vectors.map((value, place) => {
    const square = values[place % width];
    return square > ROUNDING * values[0] ? value / Math.sqrt(square) : 0;
  });
  return multiplyRows(rows, turn, width, width);
}
