import { DAY_MS } from '../core/time/day.js';
import { ruleError } from './rule-error.js';
import type { RuleNode } from './rule-node.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A text beside a column of dates, as days since 1970; any other node is returned as it is.
 *
 * @param text the expression
 * @param node that is compared
 * @param isBesideDate whether the other side is a column of dates
 * @throws OnshelfError `bad-argument` where the text is no date
 */
export function dateConstant(text: string, node: RuleNode, isBesideDate: boolean): RuleNode {
  if (!isBesideDate || node.kind !== 'constant' || node.type !== 'text') return node;
  const written = String(node.value);
  const value = Date.parse(written) / DAY_MS;
  if (!DAY.test(written) || Number.isNaN(value)) throw ruleError(text, node.at, `"${written}" is no date such as "2026-05-01"`);
  return { kind: 'constant', type: 'number', at: node.at, value };
}
