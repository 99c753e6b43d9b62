import type { RuleColumns, RuleVector } from './rule-column.js';
import type { ArithmeticOperator, ComparisonOperator, RuleNode } from './rule-node.js';

/** Not known: whether something holds that is asked of what nobody knows. */
const UNKNOWN = 2;

/** One for each row, or one for all. */
type Values = ArrayLike<number> | number;

/**
 * What an expression gives for every row, worked out column by column. Truths are 0, 1 or 2, "not known": logic with three values, in
 * which `unknown && false` is false and `unknown || true` is true.
 *
 * @param node as `parseRule` gives it
 * @param columns the same that it was parsed with
 * @returns numbers or truths, one for each row or one for all
 * @see Kleene, Introduction to Metamathematics (1952), section 64: the strong tables
 */
export function evaluateRule(node: RuleNode, columns: RuleColumns): Exclude<RuleVector, { type: 'text' }> {
  const valuesOf = (of: RuleNode): Values => evaluateRule(of, columns).values;
  const truth = (values: Values): { type: 'truth'; values: Values } => ({ type: 'truth', values });
  switch (node.kind) {
    case 'constant':
      return node.type === 'number' ? { type: 'number', values: Number(node.value) } : truth(node.value ? 1 : 0);
    case 'column': {
      const column = columns.read(node.name);
      if (column.type === 'text') throw new TypeError('A text stands alone.');
      return column;
    }
    case 'minus': {
      const values = valuesOf(node.operand);
      return { type: 'number', values: eachNumber(columns.rows, values, values, (value) => -value) };
    }
    case 'not':
      return truth(eachTruth(columns.rows, valuesOf(node.operand), 0, (value) => (value === UNKNOWN ? UNKNOWN : 1 - value)));
    case 'and':
      return truth(
        eachTruth(columns.rows, valuesOf(node.left), valuesOf(node.right), (a, b) =>
          a === 0 || b === 0 ? 0 : a === 1 && b === 1 ? 1 : UNKNOWN,
        ),
      );
    case 'or':
      return truth(
        eachTruth(columns.rows, valuesOf(node.left), valuesOf(node.right), (a, b) =>
          a === 1 || b === 1 ? 1 : a === 0 && b === 0 ? 0 : UNKNOWN,
        ),
      );
    case 'arithmetic':
      return { type: 'number', values: eachNumber(columns.rows, valuesOf(node.left), valuesOf(node.right), ARITHMETIC[node.operator]) };
    case 'in': {
      if (node.operand.type === 'text') return truth(textAmong(node.operand, node.values as readonly string[], columns));
      const wanted = new Set(node.values as readonly number[]);
      const values = valuesOf(node.operand);
      return truth(compareValues(columns.rows, values, values, (value) => wanted.has(value)));
    }
    case 'comparison':
      return truth(compare(node, columns));
    case 'choice': {
      const [condition, then, otherwise] = [valuesOf(node.condition), valuesOf(node.then), valuesOf(node.otherwise)];
      // Of what is not known neither side is taken.
      const choose = (row: number): number => {
        const holds = at(condition, row);
        return holds === UNKNOWN ? (node.type === 'truth' ? UNKNOWN : Number.NaN) : at(holds === 1 ? then : otherwise, row);
      };
      const plain = typeof condition === 'number' && typeof then === 'number' && typeof otherwise === 'number';
      if (plain) return node.type === 'truth' ? truth(choose(0)) : { type: 'number', values: choose(0) };
      const values = node.type === 'truth' ? new Uint8Array(columns.rows) : new Float64Array(columns.rows);
      for (let row = 0; row < columns.rows; row++) values[row] = choose(row);
      return node.type === 'truth' ? truth(values) : { type: 'number', values };
    }
  }
}

const ARITHMETIC: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

const COMPARISON: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function compare(node: RuleNode & { readonly kind: 'comparison' }, columns: RuleColumns): Values {
  const { left, right, operator } = node;
  if (left.type === 'text') {
    const [column, constant] = left.kind === 'column' ? [left, right] : [right, left];
    const equal = textAmong(column, [String((constant as { readonly value?: unknown }).value)], columns);
    return operator === '==' ? equal : eachTruth(columns.rows, equal, 0, (value) => 1 - value);
  }
  const [a, b] = [evaluateRule(left, columns).values, evaluateRule(right, columns).values];
  if (left.type === 'number') return compareValues(columns.rows, a, b, COMPARISON[operator]);
  const holds = COMPARISON[operator];
  return eachTruth(columns.rows, a, b, (one, other) => (one === UNKNOWN || other === UNKNOWN ? UNKNOWN : Number(holds(one, other))));
}

function textAmong(node: RuleNode, texts: readonly string[], columns: RuleColumns): Values {
  // Two constants: nobody writes that, and it has an answer all the same.
  if (node.kind === 'constant') return texts.includes(String(node.value)) ? 1 : 0;
  const column = columns.read((node as RuleNode & { readonly kind: 'column' }).name);
  return column.type === 'text' ? column.rowsAmong(texts) : 0;
}

function at(values: Values, row: number): number {
  return typeof values === 'number' ? values : values[row];
}

function eachNumber(rows: number, left: Values, right: Values, step: (a: number, b: number) => number): Values {
  return typeof left === 'number' && typeof right === 'number' ? step(left, right) : each(left, right, step, new Float64Array(rows));
}

function eachTruth(rows: number, left: Values, right: Values, step: (a: number, b: number) => number): Values {
  return typeof left === 'number' && typeof right === 'number' ? step(left, right) : each(left, right, step, new Uint8Array(rows));
}

/** What is asked of a number that is not known is not known either. */
function compareValues(rows: number, left: Values, right: Values, holds: (a: number, b: number) => boolean): Values {
  return eachTruth(rows, left, right, (a, b) => (Number.isNaN(a) || Number.isNaN(b) ? UNKNOWN : holds(a, b) ? 1 : 0));
}

/** One loop for all: a value that all rows share is a column of one, read in steps of 0. */
function each<T extends Float64Array | Uint8Array>(left: Values, right: Values, step: (a: number, b: number) => number, result: T): T {
  const [a, aStep] = typeof left === 'number' ? [Float64Array.of(left), 0] : [left, 1];
  const [b, bStep] = typeof right === 'number' ? [Float64Array.of(right), 0] : [right, 1];
  for (let row = 0; row < result.length; row++) result[row] = step(a[row * aStep], b[row * bStep]);
  return result;
}
