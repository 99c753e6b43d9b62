import { numberNodes } from './number-nodes.js';
import { ruleError } from './rule-error.js';
import type { RuleNode } from './rule-node.js';

/** Maximum cost of a rule: about 60 ms of a laptop's processor at 200 000 items. */
const MAX_COST = 100;

/** Cost per item of each kind of node; 1 is one addition of two columns. */
const COSTS: Readonly<Record<RuleNode['kind'], number>> = {
  constant: 0,
  column: 1,
  not: 0.25,
  minus: 0.5,
  and: 0.25,
  or: 0.25,
  arithmetic: 0.5,
  comparison: 1,
  in: 1,
  choice: 1.5,
};
/** Cost per doubling of a list of numbers. */
const DOUBLING = 1;

/**
 * Rejects a rule that would take too long in a large catalogue, before its evaluation. Equal nodes count once.
 *
 * @param text the expression
 * @param root its tree
 * @throws OnshelfError `bad-argument` with the place where the limit is exceeded
 */
export function checkCost(text: string, root: RuleNode): void {
  let cost = 0;
  for (const node of numberNodes(root).distinct) {
    cost += COSTS[node.kind] + (node.kind === 'in' && node.operand.type === 'number' ? DOUBLING * Math.log2(1 + node.values.length) : 0);
    if (cost > MAX_COST)
      throw ruleError(
        text,
        node.at,
        `from here on the expression exceeds ${MAX_COST} operations per item`,
        'Use one list in place of many comparisons: brand in ["a", "b"]',
      );
  }
}
