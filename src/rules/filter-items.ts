import { addBit } from '../core/numbers/bitset.js';
import type { Steps } from '../core/time/run-steps.js';
import { bindRule } from './evaluate-rule.js';
import { leaveOutUnknown } from './leave-out-unknown.js';
import { parseRule } from './parse-rule.js';
import { type RuleColumns, TRUE } from './rule-column.js';

/**
 * Adds to the mask all items for which a condition is false or unknown.
 *
 * @param mask bitset over rows
 * @param filter a condition, such as `price < 50 && viewed < 3`
 * @param columns that it may use
 * @throws OnshelfError `bad-argument` with place and hint, where it is not a condition
 */
export function* filterItems(mask: Uint32Array, filter: string, columns: RuleColumns): Steps<void> {
  const rule = leaveOutUnknown(parseRule(filter, columns, 'truth'), columns.isUnknown);
  if (rule === null) return;
  const truths = yield* (yield* bindRule(rule, columns)).run();
  for (let row = 0; row < columns.rows; row++) if (truths[row] !== TRUE) addBit(mask, row);
}
