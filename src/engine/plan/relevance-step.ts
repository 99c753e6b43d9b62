import type { ListCall } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { ListStep } from '../../types/scoring/candidate.js';
import type { Query } from '../../types/scoring/query.js';
import type { RankingSource } from '../list/ranking-source.js';
import { scoreRow } from '../rows/score-row.js';

/** Items that the catalogue's scores are estimated from, evenly spread over it. */
const SAMPLE = 1000;

/**
 * Leaves out items that stand out too little from the catalogue. An item's relevance is `z^2 / (1 + z^2)`, with z the standard deviations that
 * its score is above the mean score of the catalogue for this very query, 0 for those below the mean: whatever the
 * distribution of scores, at most `1 - relevance` of the items can be as relevant. So it is free of the scores' unit, and means the same for
 * every pack and shopper.
 *
 * @param pack the catalogue
 * @param source with the query that the scores came from
 * @param call how relevant items must be, 0 to 1
 * @param notes takes why a list cannot be held to it
 * @see Cantelli's inequality: Ghosh, Probability inequalities related to Markov's theorem, The American Statistician 56(3), 2002
 */
export function relevanceStep(pack: Pack, { query, baseline }: RankingSource, { minRelevance }: ListCall, notes: Note[]): ListStep | null {
  const least = Number(minRelevance ?? 0);
  if (!(least >= 0 && least <= 1)) notes.push({ code: 'bad-argument', message: 'minRelevance: left out; it is a number from 0 to 1.' });
  if (!(least > 0 && least <= 1)) return null;
  if (query === null) {
    notes.push({ code: 'not-applicable', message: 'minRelevance: left out; this list has no scores to go by.' });
    return null;
  }
  return {
    name: 'relevance',
    apply: (candidates) => {
      const relevanceOf = relevanceScale(pack, query);
      return candidates.filter(({ score }) => relevanceOf(score + baseline) >= least);
    },
  };
}

/**
 * Lays the scores of a query out from 0 to 1, by Cantelli's bound, turned around; 0 where nothing stands out.
 *
 * @param pack the catalogue
 * @param query what its items are scored against
 * @returns takes a score as the scorer gives it
 */
export function relevanceScale(pack: Pack, query: Query): (score: number) => number {
  const stride = Math.max(1, Math.floor(pack.items / SAMPLE));
  const scores: number[] = [];
  for (let row = 0; row < pack.items; row += stride) scores.push(scoreRow(pack, query, row));
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  return (score) => {
    const above = Math.max(0, score - mean) ** 2;
    return above === 0 ? 0 : above / (variance + above);
  };
}
