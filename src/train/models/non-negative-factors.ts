import { seededRandom } from '../../core/numbers/random.js';
import { addRow, gramMatrix } from '../matrices/dense-products.js';
import { dot } from '../matrices/dot-product.js';
import { type SparseMatrix, transpose } from '../matrices/sparse-matrix.js';
import type { ProgressStep } from '../progress/progress.js';

/** How the factors are found. */
export interface NonNegativeSettings {
  /** Columns of the factors. */
  readonly dimensions: number;
  /** Passes over users and items, 1 or more. */
  readonly iterations: number;
  /** Keeps what nothing speaks for near 0, > 0. */
  readonly ridge: number;
  /** Any 32-bit integer. */
  readonly seed: number;
}

/** Both sides, no number below 0. */
export interface NonNegativeFactors {
  /** Shape [users, dimensions]. */
  readonly users: Float32Array;
  /** Shape [items, dimensions]. */
  readonly items: Float32Array;
}

/**
 * Non-negative factorisation: users and items as sums of tastes, none of them negative, so that a column can be read as a
 * list of the items that belong to it. Minimises `|X - W H'|^2 + ridge (|W|^2 + |H|^2)` over all pairs, seen or not, by
 * hierarchical alternating least squares: one number after the other takes its best value. What is not seen is never
 * visited: it enters by the Gram matrix of the other side.
 *
 * @param matrix what items are worth to users, 0 or more; shape [users, items]
 * @param settings size, passes, seed
 * @param progress told the half passes finished, of 2 x iterations
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
      // Lets the timers of the progress breathe.
      await new Promise(setImmediate);
    }
  }
  return { users, items };
}

/** Each number of each row in turn takes the value, 0 or more, that is best with all others as they are. */
function improveRows(matrix: SparseMatrix, fixed: Float32Array, solved: Float32Array, dimensions: number, ridge: number): void {
  const gram = gramMatrix(fixed, dimensions);
  const pull = new Float64Array(dimensions);
  const own = new Float64Array(dimensions);
  for (let row = 0; row < matrix.rows; row++) {
    addRow(matrix, row, fixed, pull.fill(0));
    const start = row * dimensions;
    for (let k = 0; k < dimensions; k++) own[k] = solved[start + k];
    for (let k = 0; k < dimensions; k++) {
      // What is 0 and not pulled upwards stays: most numbers are, and looking closer costs a row of the Gram matrix.
      if (own[k] === 0 && pull[k] === 0) continue;
      const diagonal = gram[k * dimensions + k];
      const others = dot(gram, own, k * dimensions, dimensions) - diagonal * own[k];
      own[k] = Math.max(0, (pull[k] - others) / (diagonal + ridge));
    }
    solved.set(own, start);
  }
}
