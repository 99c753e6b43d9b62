import type { RuleNode } from '../../src/rules/rule-node.js';

/**
 * Prints a rule with all its brackets; it parses to the same tree.
 *
 * @param node of the tree
 */
export function printRule(node: RuleNode): string {
  switch (node.kind) {
    case 'constant':
      return printValue(node.value as number | string | boolean);
    case 'column':
      return node.name;
    case 'not':
      return `(!${printRule(node.operand)})`;
    case 'minus':
      return `(-${printRule(node.operand)})`;
    case 'and':
    case 'or':
      return `(${printRule(node.left)} ${node.kind} ${printRule(node.right)})`;
    case 'arithmetic':
    case 'comparison':
      return `(${printRule(node.left)} ${node.operator} ${printRule(node.right)})`;
    case 'in':
      return `(${printRule(node.operand)} in [${node.values.map(printValue).join(', ')}])`;
    case 'choice':
      return `(${[node.condition, node.then].map(printRule).join(' ? ')} : ${printRule(node.otherwise)})`;
  }
}

function printValue(value: number | string | boolean): string {
  return typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : String(value);
}
