/** One part of a blend: its scores of the candidates, and its weight. */
export interface WeightedScores {
  readonly weight: number;
  /** Shape [candidates]. */
  readonly scores: Float32Array;
}

/** Candidates summed between two checks of the rank. */
const BLOCK = 256;

/**
 * The rank of a candidate in a blend of parts. Ties count against it. The count stops once the rank is worse than `last`, so that
 * the cost hardly grows with the catalogue.
 *
 * @param parts summed in this order
 * @param target index of the candidate in `scores`
 * @param last worst rank that counts
 * @returns 1 to `last`; 0 where the rank is worse, or the target's sum is not above 0
 */
export function rankInBlend(parts: readonly WeightedScores[], target: number, last: number): number {
  const aim = parts.reduce((sum, { weight, scores }) => sum + weight * scores[target], 0);
  if (!(aim > 0)) return 0;
  const candidates = parts[0].scores.length;
  const sums = new Float64Array(BLOCK);
  let rank = 0;
  for (let first = 0; first < candidates; first += BLOCK) {
    const size = Math.min(BLOCK, candidates - first);
    sums.fill(0);
    for (const { weight, scores } of parts) {
      for (let k = 0; k < size; k++) sums[k] += weight * scores[first + k];
    }
    for (let k = 0; k < size; k++) if (sums[k] >= aim) rank++;
    if (rank > last) return 0;
  }
  return rank;
}
