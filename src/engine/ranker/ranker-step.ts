import { messageOf } from '../../core/onshelf-error.js';
import { LISTS_NEEDED, learnWeights } from '../../ranker/learn-weights.js';
import type { ListRanker } from '../../ranker/list-ranker.js';
import { logisticRanker } from '../../ranker/logistic-ranker.js';
import { mlpRanker } from '../../ranker/mlp-ranker.js';
import { parseRanker } from '../../ranker/parse-ranker.js';
import { rankCandidates } from '../../ranker/rank-candidates.js';
import type { Note } from '../../types/note.js';
import type { ListStep } from '../../types/scoring/candidate.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';
import { OWN_MODELS, type RankerContext, rankerLists, signalsOf } from './ranker-lists.js';

/** Number of candidates reordered per place of the list. */
const WINDOW = 2;

/**
 * The small ranker: the pack's, where it has one and the list is the shopper's own; else the one that is learned from the shopper's clicks. null, with a
 * note of the reason, where neither helps.
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
  const known = source.model === 'personal' ? packRanker(context, notes) : null;
  if (known !== null) return reorder(context, known, count);
  const { helps, lists, weights, gain } = learnWeights(rankerLists(context));
  if (gain === null) return off(`it has ${lists} lists with a click to learn from, and needs ${LISTS_NEEDED}`);
  if (!helps) return off('on the lists of this shopper it predicts clicks no better than the score alone');
  return reorder(context, logisticRanker(weights), count);
}

/**
 * Reorders a list by a ranker: the best candidates, twice as many as the list has places.
 *
 * @param context pack, shopper and time
 * @param ranker of any kind
 * @param count length of the list
 */
export function reorder(context: RankerContext, ranker: ListRanker, count: number): ListStep {
  return rankCandidates(ranker, WINDOW * count, (candidates) =>
    signalsOf(
      context,
      candidates.map(({ row }) => row),
      candidates.map(({ score }) => score),
    ),
  );
}

/** The ranker that the pack has; null where it has none, or, with a note, one that cannot be read. */
function packRanker({ pack: { manifest } }: ListContext, notes: Note[]): ListRanker | null {
  if (manifest.ranker === undefined) return null;
  try {
    return mlpRanker(parseRanker(manifest.ranker));
  } catch (error) {
    notes.push({ code: 'ranker-unread', message: `ranker: ${messageOf(error)} What the shopper's own clicks say counts instead.` });
    return null;
  }
}
