import type { RuleNode } from './rule-node.js';

/** An expression whose equal nodes are numbered once, and so evaluated once. */
export interface NumberedNodes {
  readonly root: RuleNode;
  /** The distinct nodes, operands first. */
  readonly distinct: readonly RuleNode[];
  /** The number of a node: its index in `distinct`. */
  numberOf(node: RuleNode): number;
}

/**
 * Numbers the nodes of an expression.
 *
 * @param root of the expression
 */
export function numberNodes(root: RuleNode): NumberedNodes {
  const numbers = new Map<RuleNode, number>();
  const byKey = new Map<string, number>();
  const distinct: RuleNode[] = [];
  const visit = (node: RuleNode): number => {
    const parts = operandsOf(node).map(visit);
    // `a && a` and `a || a` are `a`.
    if ((node.kind === 'and' || node.kind === 'or') && parts[0] === parts[1]) {
      numbers.set(node, parts[0]);
      return parts[0];
    }
    const key = JSON.stringify([node.kind, node.type, ownOf(node), parts]);
    let number = byKey.get(key);
    if (number === undefined) {
      number = distinct.push(node) - 1;
      byKey.set(key, number);
    }
    numbers.set(node, number);
    return number;
  };
  visit(root);
  return { root, distinct, numberOf: (node) => numbers.get(node) as number };
}

/** The operands of a node. */
export function operandsOf(node: RuleNode): readonly RuleNode[] {
  switch (node.kind) {
    case 'constant':
    case 'column':
      return [];
    case 'not':
    case 'minus':
    case 'in':
      return [node.operand];
    case 'choice':
      return [node.condition, node.then, node.otherwise];
    default:
      return [node.left, node.right];
  }
}

/** The properties that distinguish a node from others of its kind with equal operands. */
function ownOf(node: RuleNode): unknown {
  switch (node.kind) {
    case 'constant':
      return typeof node.value === 'object' ? node.value : String(node.value);
    case 'column':
      return node.name;
    case 'in':
      return node.values;
    case 'arithmetic':
    case 'comparison':
      return node.operator;
    default:
      return null;
  }
}
