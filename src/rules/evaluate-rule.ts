import type { Steps } from '../core/time/run-steps.js';
import {
  ARITHMETIC_LOOPS,
  amongLoop,
  andLoop,
  COMPARISON_LOOPS,
  type Codes,
  chooseLoop,
  type Loop,
  minusLoop,
  type Numbers,
  notLoop,
  orLoop,
  sameLoop,
  type Truths,
} from './block-loops.js';
import { type NumberedNodes, numberNodes } from './number-nodes.js';
import { FALSE, type RuleColumns, type TextCodes, TRUE } from './rule-column.js';
import type { RuleNode } from './rule-node.js';
import { encodeTexts, textComparison } from './text-comparison.js';

/** Rows per block: few enough that all blocks of a rule stay in the L1 cache. */
const BLOCK = 512;

/** The values of a node for the rows of a block. */
type Block = Numbers | Truths | Codes;

/** An expression with its columns read and its texts encoded. */
export interface BoundRule {
  /**
   * Evaluates it for some rows: numbers, NaN where not known, or truths (`FALSE`, `UNKNOWN`, `TRUE`).
   *
   * @param rows row numbers. Default: all
   * @returns shape [rows]
   */
  run(rows?: ArrayLike<number>): Steps<Float64Array | Uint8Array>;
}

/**
 * Prepares an expression for evaluation block by block, each distinct node once. Logic has three values, in which
 * `unknown && false` is false and `unknown || true` is true.
 *
 * @param root from `parseRule`
 * @param columns that it was parsed with
 * @see Kleene, Introduction to Metamathematics (1952), section 64: the strong tables
 */
export function* bindRule(root: RuleNode, columns: RuleColumns): Steps<BoundRule> {
  const parts = numberNodes(root);
  const texts = yield* encodeTexts(parts.distinct, columns);
  // Blocks are made per run: runs that alternate between yields must not share them.
  return { run: (rows) => runBlocks(parts, columns, texts, rows) };
}

function* runBlocks(
  parts: NumberedNodes,
  columns: RuleColumns,
  texts: ReadonlyMap<string, TextCodes>,
  rows: ArrayLike<number> | undefined,
): Steps<Float64Array | Uint8Array> {
  const length = rows?.length ?? columns.rows;
  const blocks = parts.distinct.map(makeBlock);
  const loops = parts.distinct.flatMap(
    (node, at) => loopOf(node, blocks[at], (part) => blocks[parts.numberOf(part)], columns, texts) ?? [],
  );
  const whole = blocks[parts.numberOf(parts.root)] as Numbers | Truths;
  const result = whole instanceof Float64Array ? new Float64Array(length) : new Uint8Array(length);
  const block = new Uint32Array(BLOCK);
  for (let from = 0; from < length; from += BLOCK) {
    const size = Math.min(BLOCK, length - from);
    for (let at = 0; at < size; at++) block[at] = rows === undefined ? from + at : rows[from + at];
    for (const loop of loops) loop(block, size);
    result.set(whole.subarray(0, size), from);
    yield;
  }
  return result;
}

/** The loop of a node; null where its value is equal for all rows, and written to its block already. */
function loopOf(
  node: RuleNode,
  out: Block,
  blockOf: (part: RuleNode) => Block,
  columns: RuleColumns,
  texts: ReadonlyMap<string, TextCodes>,
): Loop | null {
  const numbers = (part: RuleNode): Numbers => blockOf(part) as Numbers;
  const truths = (part: RuleNode): Truths => blockOf(part) as Truths;
  const same = (value: number): null => {
    out.fill(value);
    return null;
  };
  switch (node.kind) {
    case 'constant':
      return same(node.type === 'number' ? Number(node.value) : node.value ? TRUE : FALSE);
    case 'column': {
      const column = columns.read(node.name);
      const values = column.type === 'text' ? (texts.get(node.name)?.codes ?? 0) : column.values;
      if (typeof values === 'number') return same(values);
      return (rows, size) => {
        for (let at = 0; at < size; at++) out[at] = values[rows[at]];
      };
    }
    case 'minus':
      return minusLoop(numbers(node.operand), out as Numbers);
    case 'not':
      return notLoop(truths(node.operand), out as Truths);
    case 'and':
      return andLoop(truths(node.left), truths(node.right), out as Truths);
    case 'or':
      return orLoop(truths(node.left), truths(node.right), out as Truths);
    case 'arithmetic':
      return ARITHMETIC_LOOPS[node.operator](numbers(node.left), numbers(node.right), out as Numbers);
    case 'in':
      if (node.operand.type === 'text') return textComparison(node, out as Truths, blockOf, texts);
      return amongLoop(numbers(node.operand), Float64Array.from(node.values as readonly number[]).sort(), out as Truths);
    case 'comparison': {
      const { left, right, operator } = node;
      if (left.type === 'text') return textComparison(node, out as Truths, blockOf, texts);
      if (left.type === 'truth') return sameLoop(truths(left), truths(right), out as Truths, operator === '==' ? TRUE : FALSE);
      return COMPARISON_LOOPS[operator](numbers(left), numbers(right), out as Truths);
    }
    case 'choice':
      return chooseLoop(truths(node.condition), blockOf(node.then) as Numbers, blockOf(node.otherwise) as Numbers, out as Numbers);
  }
}

/** Makes the block of a node. */
function makeBlock({ type }: RuleNode): Block {
  return type === 'number' ? new Float64Array(BLOCK) : type === 'truth' ? new Uint8Array(BLOCK) : new Uint32Array(BLOCK);
}
