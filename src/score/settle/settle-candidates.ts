import { hasBit } from '../../core/numbers/bitset.js';
import { OnshelfError } from '../../core/onshelf-error.js';
import type { Query } from '../../types/scoring/query.js';
import type { ScorerRows, TopK } from '../../types/scoring/scorer.js';
import type { Candidates } from './candidate-finder.js';
import { scoreItem } from './score-item.js';
import { standsBefore, TopList } from './top-k.js';

/** What was asked, as `settleCandidates` needs it. */
export interface Question {
  readonly query: Query;
  /** Items wanted. */
  readonly count: number;
  /** Bitset of the items that must not come out. */
  readonly exclusions: Uint32Array;
  /** Bitset of the items that the GPU left out: `exclusions` and every item with an addition. */
  readonly excluded: Uint32Array;
  /** Items that the GPU did not leave out. */
  readonly available: number;
  /** From `roundingBound`; finite. */
  readonly bound: number;
}

/**
 * Turns the GPU's candidates into the exact answer, or says that it cannot.
 *
 * Why this suffices: an item has an addition or has none. Those with one are all scored here. Those without, and not
 * among the candidates, stand behind the last candidate in the GPU's order, so their exact score is at most the last
 * candidate's GPU score plus `bound`, or the rung itself says what it is at most. When the `count`-th best exact score is above that, none of them belongs to the
 * answer. When it is not (more items tie at the cut than the GPU brought back), the answer is not certain.
 *
 * Every candidate is scored again anyway, which makes each answer a check of the GPU.
 *
 * @param rows the catalogue
 * @param question what was asked
 * @param candidates what the GPU brought back
 * @returns the exact answer; undefined where it is not certain
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
      throw new OnshelfError('wrong-result', `Row ${item} was given a score at place ${place} that the processor does not confirm.`);
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
  // With a bound of 0 both orders are the same, ties included, and the candidates are enough by their number.
  const { rest = candidates.scores[found - 1] + bound } = candidates;
  const answer = best.take();
  const certain = found === question.available || bound === 0 || answer.scores[count - 1] > rest;
  return certain ? answer : undefined;
}

/** Is the candidate at `place` allowed, in order (so none comes twice), and scored as the processor scores it? */
function isPlausible(question: Question, candidates: Candidates, place: number, score: number): boolean {
  const { items, scores, rest } = candidates;
  const inOrder =
    place === 0 ||
    (rest === undefined ? standsBefore(scores[place - 1], items[place - 1], scores[place], items[place]) : items[place - 1] < items[place]);
  return inOrder && !hasBit(question.excluded, items[place]) && Math.abs(scores[place] - score) <= question.bound;
}
