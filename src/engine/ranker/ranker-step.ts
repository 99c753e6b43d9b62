import { LISTS_NEEDED, learnWeights } from '../../ranker/learn-weights.js';
import { rankCandidates } from '../../ranker/rank-candidates.js';
import type { Note } from '../../types/note.js';
import type { ListStep } from '../../types/scoring/candidate.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';
import { OWN_MODELS, rankerLists, signalsOf } from './ranker-lists.js';

/** Number of candidates reordered per place of the list. */
const WINDOW = 2;

/**
 * The small ranker, learned from the shopper's clicks; null, with a note of the reason, where it does not help.
 *
 * @param context pack, shopper and time
 * @param source of the list: the ranker applies only to lists in the order of the shopper's scores
 * @param count length of the list
 * @param notes receives the reason where there is no ranker
 */
export function rankerStep(context: ListContext, source: RankingSource, count: number, notes: Note[]): ListStep | null {
  const off = (why: string): null => {
    notes.push({ code: 'ranker-off', message: `ranker: off; ${why}.` });
    return null;
  };
  if (source.query === null || !OWN_MODELS.has(source.model)) return off("this list is not ranked by the shopper's own scores");
  const { helps, lists, weights, gain } = learnWeights(rankerLists(context));
  if (gain === null) return off(`it has ${lists} lists with a click to learn from, and needs ${LISTS_NEEDED}`);
  if (!helps) return off('on the lists of this shopper it predicts clicks no better than the score alone');
  return rankCandidates(weights, WINDOW * count, (candidates) =>
    signalsOf(
      context,
      candidates.map(({ row }) => row),
      candidates.map(({ score }) => score),
    ),
  );
}
