import type { Candidate, ListStep } from '../types/scoring/candidate.js';
import { type ItemSignals, listFeatures, spreadOf, WEIGHT_NAMES } from './list-features.js';

/**
 * Reorders the best candidates by learned weights. An item's score becomes `mean + deviation * w.x`; score alone with weight 1 leaves it
 * unchanged. So the step's contribution is in the scores' unit, and is the reason `ranker`.
 *
 * @param weights in the order of `WEIGHT_NAMES`
 * @param window number of best candidates to reorder, about as many as a learned list has; the others keep their order
 * @param signalsOf the candidates' signals
 */
export function rankCandidates(
  weights: Float64Array,
  window: number,
  signalsOf: (candidates: readonly Candidate[]) => ItemSignals,
): ListStep {
  const name = 'ranker';
  return {
    name,
    apply: (candidates) => {
      const best = candidates.slice(0, window);
      const signals = signalsOf(best);
      const { deviation } = spreadOf(signals.score);
      if (deviation === 0) return candidates;
      const size = WEIGHT_NAMES.length;
      const features = listFeatures(signals, null);
      const ranked = best.map((candidate, item): Candidate => {
        const x = features.subarray(item * size, item * size + 4);
        // The difference to the score before the step.
        const contribution = deviation * x.reduce((sum, value, k) => sum + value * (weights[k] - (k === 0 ? 1 : 0)), 0);
        const adjustments = [...candidate.adjustments, { step: name, contribution }];
        return { ...candidate, score: candidate.score + contribution, adjustments };
      });
      return [...ranked.sort((a, b) => b.score - a.score), ...candidates.slice(window)];
    },
  };
}
