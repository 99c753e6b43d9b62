import type { RuleNode } from './rule-node.js';

/**
 * Takes out of a rule what asks for something that is not known of this shopper at all, as `usualPrice` before anything was looked at: as if
 * that comparison had not been written. So a rule about the shopper's habits never leaves a new shopper without a list.
 *
 * @param node the rule
 * @param isUnknown does nobody know this column yet, for any item?
 * @returns what is left; null where nothing is
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
      // Of a choice whose condition is not known, the other side holds: what was written for everybody else.
      return condition && then && otherwise ? { ...node, condition, then, otherwise } : otherwise;
    }
  }
}
