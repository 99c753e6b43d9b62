import type { Candidate, ListStep } from '../types/scoring/candidate.js';
import { type ItemSignals, listFeatures, spreadOf } from './list-features.js';
import type { ListRanker } from './list-ranker.js';

/**
 * Reorders the best candidates by a ranker, which adds to an item's score, in deviations of the scores in the list. So what the step adds is in the
 * scores' unit. It is the reason `ranker`, one for each signal that adds anything.
 *
 * @param ranker of any kind
 * @param window number of best candidates to reorder, about as many as a learned list has; the others keep their order
 * @param signalsOf the candidates' signals
 */
export function rankCandidates(ranker: ListRanker, window: number, signalsOf: (candidates: readonly Candidate[]) => ItemSignals): ListStep {
  const name = 'ranker';
  return {
    name,
    apply: (candidates) => {
      const best = candidates.slice(0, window);
      const signals = signalsOf(best);
      const { deviation } = spreadOf(signals.score);
      if (deviation === 0) return candidates;
      const parts = ranker.partsOf(listFeatures(signals, null));
      const ranked = best.map((candidate, item): Candidate => {
        const added = ranker.signals.flatMap((signal, k) => {
          const contribution = deviation * parts[item * ranker.signals.length + k];
          return contribution === 0 ? [] : [{ step: name, signal, contribution }];
        });
        const score = added.reduce((sum, { contribution }) => sum + contribution, candidate.score);
        return { ...candidate, score, adjustments: [...candidate.adjustments, ...added] };
      });
      return [...ranked.sort((a, b) => b.score - a.score), ...candidates.slice(window)];
    },
  };
}
