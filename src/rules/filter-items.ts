import { addBit } from '../core/bitset.js';
import { evaluateRule } from './evaluate-rule.js';
import { leaveOutUnknown } from './leave-out-unknown.js';
import { parseRule } from './parse-rule.js';
import type { RuleColumns } from './rule-column.js';

/**
 * Puts all items into the mask for which a condition does not hold, or is not known to.
 *
 * @param mask bitset over rows
 * @param filter a condition, such as `price < 50 && viewed < 3`
 * @param columns what it may be about
 * @throws OnshelfError `bad-argument` with place and hint, where it is no condition
 */
export function filterItems(mask: Uint32Array, filter: string, columns: RuleColumns): void {
  const rule = leaveOutUnknown(parseRule(filter, columns, 'truth'), columns.isUnknown);
  if (rule === null) return;
  const { values } = evaluateRule(rule, columns);
  for (let row = 0; row < columns.rows; row++) if ((typeof values === 'number' ? values : values[row]) !== 1) addBit(mask, row);
}
