import { numberNodes } from './number-nodes.js';
import { ruleError } from './rule-error.js';
import type { RuleNode } from './rule-node.js';

/** Most that a rule may cost: at 200 000 items about 60 ms of a laptop's processor. */
const MAX_COST = 100;

/** What a part costs for each item; 1 is one addition of two columns. */
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
/** For each doubling of a list of numbers. */
const DOUBLING = 1;

/**
 * Refuses a rule that takes too long in a large catalogue, before anything is worked out. What is written twice counts once.
 *
 * @param text the expression
 * @param root its tree
 * @throws OnshelfError `bad-argument` with the place from which on it is too much
 */
export function checkCost(text: string, root: RuleNode): void {
  let cost = 0;
  for (const node of numberNodes(root).distinct) {
    cost += COSTS[node.kind] + (node.kind === 'in' && node.operand.type === 'number' ? DOUBLING * Math.log2(1 + node.values.length) : 0);
    if (cost > MAX_COST)
      throw ruleError(
        text,
        node.at,
        `from here on the expression asks more of each item than a rule may (${MAX_COST} operations)`,
        'Use one list in place of many comparisons: brand in ["a", "b"]',
      );
  }
}
