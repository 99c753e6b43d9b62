import { addBit, createBitset } from '../core/bitset.js';
import { evaluateRule } from './evaluate-rule.js';
import { parseRule } from './parse-rule.js';
import type { RuleColumns } from './rule-column.js';

/**
 * All items for which a condition does not hold, or is not known to.
 *
 * @param filter a condition, such as `price < 50 && viewed < 3`
 * @param columns what it may be about
 * @returns bitset over rows
 * @throws OnshelfError `bad-argument` with place and hint, where it is no condition
 */
export function filterItems(filter: string, columns: RuleColumns): Uint32Array {
  const { values } = evaluateRule(parseRule(filter, columns, 'truth'), columns);
  const mask = createBitset(columns.rows);
  for (let row = 0; row < columns.rows; row++) if ((typeof values === 'number' ? values : values[row]) !== 1) addBit(mask, row);
  return mask;
}
