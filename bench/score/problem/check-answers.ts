import { hasBit } from '../../../src/core/numbers/bitset.js';
import { scoreItem } from '../../../src/score/settle/score-item.js';
import { type Problem, queryOf } from './problem.js';

/** Scores that differ by less than this share of the best one are a tie in 32-bit arithmetic. */
const TIE = 1e-5;

function expectedOf({ expected, count }: Problem, query: number): Uint32Array {
  const answer = expected.subarray(query * count, (query + 1) * count);
  const end = answer.indexOf(0xffffffff);
  return end < 0 ? answer : answer.subarray(0, end);
}

/**
 * Compares an answer with the right one, place by place: each place must have the right item, or one whose true score ties within 32-bit
 * rounding; no item twice, no masked item.
 *
 * @returns share of right places, 0 to 1
 */
export function agreementOf(problem: Problem, query: number, answer: ArrayLike<number>): number {
  const expected = expectedOf(problem, query);
  const question = queryOf(problem, query);
  const tie = TIE * Math.abs(scoreItem(problem, question, expected[0]));
  const seen = new Set<number>();
  let right = 0;
  expected.forEach((item, place) => {
    const given = answer[place];
    if (!(given < problem.items) || seen.has(given) || hasBit(problem.exclusions, given)) return;
    seen.add(given);
    const same = given === item || Math.abs(scoreItem(problem, question, given) - scoreItem(problem, question, item)) <= tie;
    if (same) right++;
  });
  return right / expected.length;
}

/** The share of the right answer's items that are in an answer, in any order. */
export function recallOf(problem: Problem, query: number, answer: ArrayLike<number>): number {
  const expected = expectedOf(problem, query);
  const given = new Set(Array.from(answer));
  return expected.filter((item) => given.has(item)).length / expected.length;
}
