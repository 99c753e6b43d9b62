import { LISTS_NEEDED, learnWeights } from '../../ranker/learn-weights.js';
import { rankCandidates } from '../../ranker/rank-candidates.js';
import type { Note } from '../../types/note.js';
import type { ListStep } from '../../types/scoring/candidate.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';
import { OWN_MODELS, rankerLists, signalsOf } from './ranker-lists.js';

/** Candidates reordered, for each place of the list. */
const WINDOW = 2;

/**
 * The small ranker, learned from the shopper's own clicks; null, and a note that says why, where it does not help.
 *
 * @param context pack, shopper and clock
 * @param source of the list: the ranker knows only lists in the order of the shopper's own scores
 * @param count places of the list
 * @param notes takes why there is none
 */
export function rankerStep(context: ListContext, source: RankingSource, count: number, notes: Note[]): ListStep | null {
  const off = (why: string): null => {
    notes.push({ code: 'ranker-off', message: `ranker: off; ${why}.` });
    return null;
  };
  if (source.query === null || !OWN_MODELS.has(source.model)) return off("this list is not ranked by the shopper's own scores");
  const { helps, lists, weights, gain } = learnWeights(rankerLists(context));
  if (gain === null) return off(`it has ${lists} lists with a click to learn from, and needs ${LISTS_NEEDED}`);
  if (!helps) return off('on the lists of this shopper it foretells clicks no better than the score alone');
  return rankCandidates(weights, WINDOW * count, (candidates) =>
    signalsOf(
      context,
      candidates.map(({ row }) => row),
      candidates.map(({ score }) => score),
    ),
  );
}
