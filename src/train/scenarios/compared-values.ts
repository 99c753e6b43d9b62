import { operandsOf } from '../../rules/number-nodes.js';
import type { RuleNode } from '../../rules/rule-node.js';

/** A value of an expression that a column is compared with. */
interface ComparedValue {
  readonly column: string;
  readonly value: number | string;
  /** Index in the expression. */
  readonly at: number;
}

/** The columns of an expression, and what they are compared with. */
interface Comparisons {
  /** Index of the first place of each column. */
  readonly names: ReadonlyMap<string, number>;
  readonly values: readonly ComparedValue[];
}

/**
 * What the columns of an expression are compared with.
 *
 * @param tree of the expression
 */
export function comparedValues(tree: RuleNode): Comparisons {
  const names = new Map<string, number>();
  const values: ComparedValue[] = [];
  const add = (column: RuleNode, value: unknown, at: number): void => {
    if (column.kind === 'column' && (typeof value === 'string' || typeof value === 'number'))
      values.push({ column: column.name, value, at });
  };
  const visit = (node: RuleNode): void => {
    if (node.kind === 'column') names.set(node.name, Math.min(node.at, names.get(node.name) ?? node.at));
    if (node.kind === 'in') for (const value of node.values) add(node.operand, value, node.at);
    if (node.kind === 'comparison') {
      if (node.right.kind === 'constant') add(node.left, node.right.value, node.right.at);
      if (node.left.kind === 'constant') add(node.right, node.left.value, node.left.at);
    }
    for (const part of operandsOf(node)) visit(part);
  };
  visit(tree);
  return { names, values };
}
