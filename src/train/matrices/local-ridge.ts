import { choleskyFactor, choleskySolve } from '../../core/numbers/cholesky.js';
import type { SparseMatrix } from './sparse-matrix.js';

/** A ridge regression per target item on its candidates alone. Shared between threads; only `solved` is written. */
export interface LocalRidge {
  /** Products of the sources with one another, shape [items, items]; entries left out count as 0. */
  readonly gram: SparseMatrix;
  /** Products of each target (row) with its candidate sources (columns), shape [items, items]. */
  readonly candidates: SparseMatrix;
  /** Weights of the candidates, in their order. Shape [entries of `candidates`]. */
  readonly solved: Float32Array;
  /** Added to the diagonal, > 0. */
  readonly ridge: number;
}

/** Growth of the ridge where the Gram matrix, which has no small entries, is not positive definite. */
const RIDGE_GROWTH = 10;

/**
 * Solves `(G_SS + ridge I) b = c_S` for each target of a range, where S are the target's candidates. The result of a row does not
 * depend on the range.
 *
 * @param system what to solve
 * @param from first target
 * @param to one past the last target
 */
export function solveLocalRidge({ gram, candidates, solved, ridge }: LocalRidge, from: number, to: number): void {
  // Index of an item among the candidates of the current target, or -1.
  const place = new Int32Array(gram.rows).fill(-1);
  for (let target = from; target < to; target++) {
    const begin = candidates.offsets[target];
    const sources = candidates.indices.subarray(begin, candidates.offsets[target + 1]);
    const size = sources.length;
    if (size === 0) continue;
    for (let a = 0; a < size; a++) place[sources[a]] = a;
    const products = new Float64Array(size * size);
    for (let a = 0; a < size; a++) {
      for (let entry = gram.offsets[sources[a]]; entry < gram.offsets[sources[a] + 1]; entry++) {
        const b = place[gram.indices[entry]];
        if (b >= 0 && b <= a) products[a * size + b] = gram.values[entry];
      }
    }
    for (let a = 0; a < size; a++) place[sources[a]] = -1;
    solved.set(solveRidge(products, candidates.values.subarray(begin, begin + size), ridge), begin);
  }
}

function solveRidge(products: Float64Array, right: Float32Array, ridge: number): Float64Array {
  const size = right.length;
  for (let added = ridge; ; added *= RIDGE_GROWTH) {
    const factor = products.slice();
    for (let a = 0; a < size; a++) factor[a * size + a] += added;
    const vector = Float64Array.from(right);
    try {
      choleskyFactor(factor, size);
    } catch (error) {
      if (added > ridge * RIDGE_GROWTH ** 6) throw error;
      continue;
    }
    choleskySolve(factor, size, vector);
    return vector;
  }
}
