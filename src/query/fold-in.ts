import { choleskyFactor, choleskySolve } from '../core/numbers/cholesky.js';
import { rowVector } from '../core/numbers/row-vector.js';
import type { HistoryItem } from '../types/history.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';

/** A shopper's vector, and the factor that explains it. */
export interface FoldIn {
  /** Shape [dimensions]. */
  readonly vector: Float64Array;
  /** Cholesky factor of the ridge system, shape [dimensions, dimensions]. */
  readonly factor: Float64Array;
}

/**
 * Folds a history into the item space by weighted ridge regression: the user step of implicit ALS, for a shopper whom
 * training never saw. Solves `(G + lambda I + sum c y y') u = sum c y` with `c = alpha * weight` over the liked items,
 * and `c = alpha * against` with target 0 over the disliked ones.
 *
 * @param pack rows and their Gram matrix G
 * @param history from `weighHistory`
 * @param encoder regularization (lambda) and alpha
 * @returns null where the history has no liked item
 * @see Hu, Koren, Volinsky: Collaborative Filtering for Implicit Feedback Datasets, ICDM 2008, equation 4
 */
export function foldIn(pack: Pack, history: readonly HistoryItem[], encoder: EncoderSettings): FoldIn | null {
  if (!history.some((item) => item.weight > 0)) return null;
  const size = pack.dimensions;
  const factor = Float64Array.from(pack.gram);
  const vector = new Float64Array(size);
  for (let k = 0; k < size; k++) factor[k * size + k] += encoder.regularization;
  for (const item of history) {
    const liked = encoder.alpha * item.weight;
    const confidence = liked + encoder.alpha * item.against;
    const row = rowVector(pack, item.row);
    for (let a = 0; a < size; a++) {
      vector[a] += liked * row[a];
      const left = confidence * row[a];
      if (left === 0) continue;
      for (let b = 0; b <= a; b++) factor[a * size + b] += left * row[b];
    }
  }
  choleskyFactor(factor, size);
  choleskySolve(factor, size, vector);
  return { vector, factor };
}
