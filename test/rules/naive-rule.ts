import type { RuleNode } from '../../src/rules/rule-node.js';

/** A value of one item: a number, a text, a truth value, or null if it is unknown. */
export type NaiveValue = number | string | boolean | null;

/**
 * The result of a rule for one item, computed as simply as the language page describes it; it shares nothing but the tree with the
 * code that works by column.
 *
 * @param node of the tree
 * @param item its columns; null if unknown
 */
export function naiveRule(node: RuleNode, item: Readonly<Record<string, NaiveValue>>): NaiveValue {
  const of = (part: RuleNode): NaiveValue => naiveRule(part, item);
  switch (node.kind) {
    case 'constant':
      return node.value as number | string | boolean;
    case 'column':
      return item[node.name];
    case 'not': {
      const value = of(node.operand);
      return value === null ? null : !value;
    }
    case 'minus': {
      const value = of(node.operand);
      return value === null ? null : -Number(value);
    }
    case 'and': {
      const sides = [of(node.left), of(node.right)];
      return sides.includes(false) ? false : sides.includes(null) ? null : true;
    }
    case 'or': {
      const sides = [of(node.left), of(node.right)];
      return sides.includes(true) ? true : sides.includes(null) ? null : false;
    }
    case 'arithmetic': {
      const [a, b] = [of(node.left), of(node.right)];
      if (a === null || b === null) return null;
      const [x, y] = [Number(a), Number(b)];
      const result = { '+': x + y, '-': x - y, '*': x * y, '/': x / y }[node.operator];
      return Number.isNaN(result) ? null : result;
    }
    case 'comparison': {
      const [a, b] = [of(node.left), of(node.right)];
      if (a === null || b === null) return null;
      if (node.operator === '==' && isCategory(node)) return lies(String(a), String(b));
      if (node.operator === '!=' && isCategory(node)) return !lies(String(a), String(b));
      return { '==': a === b, '!=': a !== b, '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[node.operator];
    }
    case 'in': {
      const value = of(node.operand);
      if (value === null) return null;
      const category = node.operand.kind === 'column' && node.operand.name === 'category';
      return node.values.some((one) => (category ? lies(String(value), String(one)) : one === value));
    }
    case 'choice': {
      const condition = of(node.condition);
      return condition === null ? null : of(condition ? node.then : node.otherwise);
    }
  }
}

function isCategory({ left, right }: RuleNode & { readonly kind: 'comparison' }): boolean {
  return [left, right].some((side) => side.kind === 'column' && side.name === 'category');
}

/** Whether one is the other, or below it. */
function lies(path: string, above: string): boolean {
  const [levels, wanted] = [path, above].map((category) => category.split('>').map((level) => level.trim()));
  return wanted.every((level, at) => levels[at] === level);
}
