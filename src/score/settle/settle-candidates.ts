import { hasBit } from '../../core/numbers/bitset.js';
import { standsBefore, TopList } from '../../core/numbers/top-list.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { Query } from '../../types/scoring/query.js';
import type { ScorerRows, TopK } from '../../types/scoring/scorer.js';
import type { Candidates } from './candidate-finder.js';
import { scoreItem } from './score-item.js';

/** A query with its exclusions, for `settleCandidates`. */
export interface Question {
  readonly query: Query;
  /** Number of items to return. */
  readonly count: number;
  /** Bitset of the items to leave out. */
  readonly exclusions: Uint32Array;
  /** Bitset of the items that the finder leaves out: `exclusions` and every item with an addition. */
  readonly excluded: Uint32Array;
  /** Number of items that the finder does not leave out. */
  readonly available: number;
  /** From `roundingBound`; finite. */
  readonly bound: number;
}

/**
 * Turns a backend's candidates into the exact answer, or finds that they do not prove it.
 *
 * Proof: an item has an addition or has none. Those with one are all scored here. Those without, and not
 * among the candidates, rank behind the last candidate in the backend's order, so their exact score is at most the last
 * candidate's score plus `bound`, or at most `rest`. When the `count`-th best exact score is above that, none of them belongs to the
 * answer. When it is not (more items tie at the cut than there are candidates), the answer is not proven.
 *
 * Every candidate is scored again, so each answer also checks the backend.
 *
 * @param rows the catalogue
 * @param question the query and its exclusions
 * @param candidates the backend's results
 * @returns the exact answer; undefined where it is not proven
 * @throws OnshelfError `wrong-result` where the candidates cannot be right
 */
export function settleCandidates(rows: ScorerRows, question: Question, candidates: Candidates): TopK | undefined {
  const { query, count, bound } = question;
  const found = Math.min(candidates.items.length, question.available);
  const best = new TopList(count);
  for (let place = 0; place < found; place++) {
    const item = candidates.items[place];
    const score = item < rows.items ? scoreItem(rows, query, item) : Number.NaN;
    if (!isPlausible(question, candidates, place, score)) {
      throw new OnshelfError('wrong-result', `Row ${item} at place ${place} has a score that the processor does not confirm.`);
    }
    if (score >= best.threshold) best.offer(item, score);
  }
  const { items: added, values } = query.additions;
  for (let place = 0; place < added.length; place++) {
    const item = added[place];
    if (item >= rows.items || hasBit(question.exclusions, item)) continue;
    const score = scoreItem(rows, query, item) + values[place];
    if (score >= best.threshold) best.offer(item, score);
  }
  // With a bound of 0 both orders are equal, ties included, so the number of candidates suffices.
  const { rest = candidates.scores[found - 1] + bound } = candidates;
  const answer = best.take();
  const certain = found === question.available || bound === 0 || answer.scores[count - 1] > rest;
  return certain ? answer : undefined;
}

/** Whether the candidate at `place` is not excluded, in order (so none is repeated), and has the score that the processor computes. */
function isPlausible(question: Question, candidates: Candidates, place: number, score: number): boolean {
  const { items, scores, rest } = candidates;
  const inOrder =
    place === 0 ||
    (rest === undefined ? standsBefore(scores[place - 1], items[place - 1], scores[place], items[place]) : items[place - 1] < items[place]);
  return inOrder && !hasBit(question.excluded, items[place]) && Math.abs(scores[place] - score) <= question.bound;
}
