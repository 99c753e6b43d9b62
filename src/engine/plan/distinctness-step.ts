import type { ListCall } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { ListStep } from '../../types/scoring/candidate.js';
import type { Query } from '../../types/scoring/query.js';
import type { RankingSource } from '../list/ranking-source.js';
import { standOut } from '../rows/stand-out.js';

/**
 * Leaves out items whose distinctness is below `minDistinctness`. An item's distinctness is `z^2 / (1 + z^2)`, with z the number of standard
 * deviations that its score is above the catalogue's mean score for this query, 0 below the mean: for any
 * distribution of scores, at most `1 - distinctness` of the items are as distinct. So it has no unit, and is comparable between
 * packs and shoppers.
 *
 * @param pack the catalogue
 * @param source with the query of the scores
 * @param call with `minDistinctness`, 0 to 1
 * @param notes receives the reason where it cannot be applied
 * @see Cantelli's inequality: Ghosh, Probability inequalities related to Markov's theorem, The American Statistician 56(3), 2002
 */
export function distinctnessStep(
  pack: Pack,
  { query, baseline }: RankingSource,
  { minDistinctness }: ListCall,
  notes: Note[],
): ListStep | null {
  const least = Number(minDistinctness ?? 0);
  if (!(least >= 0 && least <= 1)) notes.push({ code: 'bad-argument', message: 'minDistinctness: left out; it is a number from 0 to 1.' });
  if (!(least > 0 && least <= 1)) return null;
  if (query === null) {
    notes.push({ code: 'not-applicable', message: 'minDistinctness: left out; this list has no scores.' });
    return null;
  }
  return {
    name: 'distinctness',
    apply: (candidates) => {
      const distinctnessOf = distinctnessScale(pack, query);
      return candidates.filter(({ score }) => distinctnessOf(score + baseline) >= least);
    },
  };
}

/**
 * Maps the scores of a query to distinctness, 0 to 1, by Cantelli's inequality.
 *
 * @param pack the catalogue
 * @param query of the scores
 * @returns from a scorer's score to its distinctness
 */
export function distinctnessScale(pack: Pack, query: Query): (score: number) => number {
  const { deviationsOf } = standOut(pack, query);
  return (score) => {
    const above = Math.max(0, deviationsOf(score)) ** 2;
    return above / (1 + above);
  };
}
