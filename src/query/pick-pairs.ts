import { choleskyFactor, choleskySolve } from '../core/numbers/cholesky.js';
import { rowVector } from '../core/numbers/row-vector.js';
import { createTimeSlices } from '../core/time/time-slices.js';
import type { HistoryItem } from '../types/history.js';
import type { EncoderSettings } from '../types/manifest.js';
import type { Pack } from '../types/pack.js';

/** Two rows to choose between, and the information in the choice. */
export interface PickedPair {
  readonly rows: readonly [number, number];
  /** `d' A^-1 d`, above 0. */
  readonly uncertainty: number;
}

/** Which pairs to pick. */
export interface PairRequest {
  /** Row numbers to pick from, each once; m of them cost `m^2` per pair. */
  readonly candidates: readonly number[];
  /** Number of pairs. */
  readonly count: number;
  /** Weight of an answer, in the unit of event weights. */
  readonly weight: number;
}

/**
 * Picks the pairs of items whose answers carry most information about a shopper. In the ridge system of the fold-in, `A^-1` is the covariance of
 * the shopper's vector up to a factor; the difference of two items' scores has the variance `d' A^-1 d` with `d = y_a - y_b`. The
 * pair with the largest variance comes first; either answer adds `alpha * weight * d d'` to `A`, from which the next pair is picked.
 * No item is picked twice. Deterministic: the first of equal pairs.
 *
 * @param pack rows and their Gram matrix
 * @param history from `weighHistory`, may be empty
 * @param encoder regularization and alpha
 * @param request candidates and number of pairs
 * @returns fewer where the candidates do not suffice
 * @see Chaloner and Verdinelli: Bayesian Experimental Design: A Review, Statistical Science 1995 (D-optimality, one step at a time)
 */
export async function pickPairs(
  pack: Pack,
  history: readonly HistoryItem[],
  encoder: EncoderSettings,
  { candidates, count, weight }: PairRequest,
): Promise<PickedPair[]> {
  const size = pack.dimensions;
  const system = Float64Array.from(pack.gram);
  for (let k = 0; k < size; k++) system[k * size + k] += encoder.regularization;
  for (const { row, weight: liked, against } of history) addOuter(system, rowVector(pack, row), encoder.alpha * (liked + against));
  const vectors = candidates.map((row) => rowVector(pack, row));
  const used = new Set<number>();
  const picked: PickedPair[] = [];
  const timeSlices = createTimeSlices();
  while (picked.length < count) {
    await timeSlices();
    const pair = mostUncertain(system, vectors, used);
    if (pair === null) break;
    const [a, b] = pair.places;
    used.add(a).add(b);
    picked.push({ rows: [candidates[a], candidates[b]], uncertainty: pair.uncertainty });
    addOuter(
      system,
      vectors[a].map((value, k) => value - vectors[b][k]),
      encoder.alpha * weight,
    );
  }
  return picked;
}

/** The pair of unused vectors with the greatest variance of their difference. */
function mostUncertain(
  system: Float64Array,
  vectors: readonly Float64Array[],
  used: ReadonlySet<number>,
): { readonly places: readonly [number, number]; readonly uncertainty: number } | null {
  const size = Math.sqrt(system.length);
  const factor = system.slice();
  choleskyFactor(factor, size);
  const solved = vectors.map((vector) => {
    const solution = vector.slice();
    choleskySolve(factor, size, solution);
    return solution;
  });
  const own = vectors.map((vector, at) => dot(vector, solved[at]));
  let best: { places: [number, number]; uncertainty: number } | null = null;
  for (let a = 0; a < vectors.length; a++) {
    if (used.has(a)) continue;
    for (let b = a + 1; b < vectors.length; b++) {
      if (used.has(b)) continue;
      const uncertainty = own[a] + own[b] - 2 * dot(vectors[a], solved[b]);
      if (uncertainty > (best?.uncertainty ?? 0)) best = { places: [a, b], uncertainty };
    }
  }
  return best;
}

function addOuter(matrix: Float64Array, vector: Float64Array, factor: number): void {
  const size = vector.length;
  for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) matrix[a * size + b] += factor * vector[a] * vector[b];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
