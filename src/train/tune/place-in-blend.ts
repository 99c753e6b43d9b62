/** One part of a blend: its scores of the candidates, and what they are worth. */
export interface WeightedScores {
  readonly worth: number;
  /** Shape [candidates]. */
  readonly scores: Float32Array;
}

/** Candidates that are added up before anybody looks whether the place is lost. */
const BLOCK = 256;

/**
 * The place that a blend of parts gives a candidate. Ties count against it: what nothing tells apart is not found. Candidates
 * are not looked at any further once the place is lost, so that a catalogue of a million items costs little more than a small
 * one.
 *
 * @param parts what is added up, in this order
 * @param target the candidate, a place in `scores`
 * @param last worst place that counts
 * @returns 1 to `last`, or 0 where the place is worse or the target's sum not above 0
 */
export function rankInBlend(parts: readonly WeightedScores[], target: number, last: number): number {
  const aim = parts.reduce((sum, { worth, scores }) => sum + worth * scores[target], 0);
  if (!(aim > 0)) return 0;
  const candidates = parts[0].scores.length;
  const sums = new Float64Array(BLOCK);
  let place = 0;
  for (let first = 0; first < candidates; first += BLOCK) {
    const size = Math.min(BLOCK, candidates - first);
    sums.fill(0);
    for (const { worth, scores } of parts) {
      for (let k = 0; k < size; k++) sums[k] += worth * scores[first + k];
    }
    for (let k = 0; k < size; k++) if (sums[k] >= aim) place++;
    if (place > last) return 0;
  }
  return place;
}
