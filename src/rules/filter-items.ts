import { addBit } from '../core/numbers/bitset.js';
import type { Steps } from '../core/time/run-steps.js';
import { bindRule } from './evaluate-rule.js';
import { leaveOutUnknown } from './leave-out-unknown.js';
import { parseRule } from './parse-rule.js';
import { type RuleColumns, TRUE } from './rule-column.js';

/**
 * Puts all items into the mask for which a condition does not hold, or is not known to.
 *
 * @param mask bitset over rows
 * @param filter a condition, such as `price < 50 && viewed < 3`
 * @param columns what it may be about
 * @throws OnshelfError `bad-argument` with place and hint, where it is no condition
 */
export function* filterItems(mask: Uint32Array, filter: string, columns: RuleColumns): Steps<void> {
  const rule = leaveOutUnknown(parseRule(filter, columns, 'truth'), columns.isUnknown);
  if (rule === null) return;
  const truths = yield* (yield* bindRule(rule, columns)).run();
  for (let row = 0; row < columns.rows; row++) if (truths[row] !== TRUE) addBit(mask, row);
}
