import type { ListCall } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { ListStep } from '../../types/scoring/candidate.js';
import type { Query } from '../../types/scoring/query.js';
import type { RankingSource } from '../list/ranking-source.js';
import { scoreRow } from '../rows/score-row.js';

/** Number of items, evenly spread over the catalogue, from which mean and variance of its scores are estimated. */
const SAMPLE = 1000;

/**
 * Leaves out items whose relevance is below `minRelevance`. An item's relevance is `z^2 / (1 + z^2)`, with z the number of standard deviations
 * that its score is above the catalogue's mean score for this query, 0 below the mean: for any
 * distribution of scores, at most `1 - relevance` of the items are as relevant. So it has no unit, and is comparable between
 * packs and shoppers.
 *
 * @param pack the catalogue
 * @param source with the query of the scores
 * @param call with `minRelevance`, 0 to 1
 * @param notes receives the reason where it cannot be applied
 * @see Cantelli's inequality: Ghosh, Probability inequalities related to Markov's theorem, The American Statistician 56(3), 2002
 */
export function relevanceStep(pack: Pack, { query, baseline }: RankingSource, { minRelevance }: ListCall, notes: Note[]): ListStep | null {
  const least = Number(minRelevance ?? 0);
  if (!(least >= 0 && least <= 1)) notes.push({ code: 'bad-argument', message: 'minRelevance: left out; it is a number from 0 to 1.' });
  if (!(least > 0 && least <= 1)) return null;
  if (query === null) {
    notes.push({ code: 'not-applicable', message: 'minRelevance: left out; this list has no scores.' });
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
 * Maps the scores of a query to relevances, 0 to 1, by Cantelli's inequality.
 *
 * @param pack the catalogue
 * @param query of the scores
 * @returns from a scorer's score to its relevance
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
