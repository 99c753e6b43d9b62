import type { RuleNode } from './rule-node.js';

/**
 * Removes from a rule the comparisons with columns that are unknown for this shopper, such as `usualPrice` before any view.
 * So a rule about the shopper's habits never leaves a new shopper without a list.
 *
 * @param node the rule
 * @param isUnknown whether a column is unknown for all items
 * @returns the rest of the rule; null where nothing is left
 */
export function leaveOutUnknown(node: RuleNode, isUnknown: (column: string) => boolean): RuleNode | null {
  const keep = (part: RuleNode): RuleNode | null => leaveOutUnknown(part, isUnknown);
  switch (node.kind) {
    case 'constant':
      return node;
    case 'column':
      return isUnknown(node.name) ? null : node;
    case 'not':
    case 'minus':
    case 'in': {
      const operand = keep(node.operand);
      return operand && { ...node, operand };
    }
    case 'and':
    case 'or': {
      const [left, right] = [keep(node.left), keep(node.right)];
      return left && right ? { ...node, left, right } : (left ?? right);
    }
    case 'arithmetic':
    case 'comparison': {
      const [left, right] = [keep(node.left), keep(node.right)];
      return left && right && { ...node, left, right };
    }
    case 'choice': {
      const [condition, then, otherwise] = [keep(node.condition), keep(node.then), keep(node.otherwise)];
      // A choice with an unknown condition takes its other side.
      return condition && then && otherwise ? { ...node, condition, then, otherwise } : otherwise;
    }
  }
}
