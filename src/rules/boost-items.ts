import { runAtOnce, type Steps } from '../core/time/run-steps.js';
import type { Candidate, ListStep } from '../types/scoring/candidate.js';
import { type BoundRule, bindRule } from './evaluate-rule.js';
import { leaveOutUnknown } from './leave-out-unknown.js';
import { parseRule } from './parse-rule.js';
import type { RuleColumns } from './rule-column.js';

/** Maximum boost, in widths of the list. */
const MAX_WIDTHS = 10;

/**
 * Raises and lowers scores by the value of an expression. 1 is the distance between the best and the weakest candidate, so that a
 * number is independent of the scores' unit; unknown values count as 0.
 *
 * @param boost a number, such as `brand == "Acme" ? 0.2 : 0`
 * @param columns that it may use
 * @throws OnshelfError `bad-argument` with place and hint, where it is not a number expression
 */
export function* boostItems(boost: string, columns: RuleColumns): Steps<ListStep> {
  const name = 'boost';
  const rule = leaveOutUnknown(parseRule(boost, columns, 'number'), columns.isUnknown);
  const bound: BoundRule | null = rule === null ? null : yield* bindRule(rule, columns);
  return {
    name,
    apply: (candidates) => {
      let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const { score } of candidates) [least, most] = [Math.min(least, score), Math.max(most, score)];
      // Evaluated for the candidates alone, which are few.
      const given = bound && runAtOnce(bound.run(candidates.map(({ row }) => row)));
      const width = candidates.length === 0 ? 0 : most - least;
      return candidates
        .map((candidate, place): Candidate => {
          const value = given?.[place] ?? 0;
          const contribution = Number.isNaN(value) ? 0 : Math.min(Math.max(value, -MAX_WIDTHS), MAX_WIDTHS) * width;
          if (!(contribution !== 0)) return candidate;
          const adjustments = [...candidate.adjustments, { step: name, contribution }];
          return { ...candidate, score: candidate.score + contribution, adjustments };
        })
        .sort((a, b) => b.score - a.score);
    },
  };
}
