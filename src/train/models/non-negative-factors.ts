import { seededRandom } from '../../core/numbers/random.js';
import { addRow, gramMatrix } from '../matrices/dense-products.js';
import { dot } from '../matrices/dot-product.js';
import { type SparseMatrix, transpose } from '../matrices/sparse-matrix.js';
import type { ProgressStep } from '../progress/progress.js';

/** Settings of the factorisation. */
export interface NonNegativeSettings {
  /** Columns of the factors. */
  readonly dimensions: number;
  /** Passes over users and items, 1 or more. */
  readonly iterations: number;
  /** Ridge, > 0. */
  readonly ridge: number;
  /** Any 32-bit integer. */
  readonly seed: number;
}

/** Factors of both sides, 0 or more. */
export interface NonNegativeFactors {
  /** Shape [users, dimensions]. */
  readonly users: Float32Array;
  /** Shape [items, dimensions]. */
  readonly items: Float32Array;
}

/**
 * Non-negative factorisation: no factor is negative, so a column can be read as a group of items. Minimises `|X - W H'|^2 + ridge (|W|^2 + |H|^2)` over all pairs, seen or not, by
 * hierarchical alternating least squares: each number in turn takes its best value. Unseen pairs are not visited; the Gram matrix of
 * the other side represents them.
 *
 * @param matrix interest of users in items, 0 or more; shape [users, items]
 * @param settings size, passes, seed
 * @param progress reports the half passes finished, of 2 x iterations
 * @see Lee, Seung: Learning the parts of objects by non-negative matrix factorization, Nature 401, 1999
 * @see Cichocki, Phan: Fast Local Algorithms for Large Scale Nonnegative Matrix and Tensor Factorizations, IEICE Transactions
 *   E92-A, 2009, for the updates
 */
export async function nonNegativeFactors(
  matrix: SparseMatrix,
  { dimensions, iterations, ridge, seed }: NonNegativeSettings,
  progress: ProgressStep,
): Promise<NonNegativeFactors> {
  const random = seededRandom(seed);
  const users = new Float32Array(matrix.rows * dimensions);
  const items = Float32Array.from({ length: matrix.columns * dimensions }, () => random());
  const sides = [
    { matrix, fixed: items, solved: users },
    { matrix: transpose(matrix), fixed: users, solved: items },
  ];
  let halves = 0;
  for (let iteration = 0; iteration < iterations; iteration++) {
    for (const side of sides) {
      improveRows(side.matrix, side.fixed, side.solved, dimensions, ridge);
      progress.update(++halves);
      // Yields to the event loop, for the timers of the progress.
      await new Promise(setImmediate);
    }
  }
  return { users, items };
}

/** Sets each number of each row in turn to its best value, 0 or more, with all others fixed. */
function improveRows(matrix: SparseMatrix, fixed: Float32Array, solved: Float32Array, dimensions: number, ridge: number): void {
  const gram = gramMatrix(fixed, dimensions);
  const pull = new Float64Array(dimensions);
  const own = new Float64Array(dimensions);
  for (let row = 0; row < matrix.rows; row++) {
    addRow(matrix, row, fixed, pull.fill(0));
    const start = row * dimensions;
    for (let k = 0; k < dimensions; k++) own[k] = solved[start + k];
    for (let k = 0; k < dimensions; k++) {
      // Most numbers are 0 and stay 0; skipping them saves a row of the Gram matrix.
      if (own[k] === 0 && pull[k] === 0) continue;
      const diagonal = gram[k * dimensions + k];
      const others = dot(gram, own, k * dimensions, dimensions) - diagonal * own[k];
      own[k] = Math.max(0, (pull[k] - others) / (diagonal + ridge));
    }
    solved.set(own, start);
  }
}
