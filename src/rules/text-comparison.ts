import type { Steps } from '../core/time/run-steps.js';
import { type Codes, codeLoop, codesLoop, type Loop, type Truths } from './block-loops.js';
import { FALSE, type RuleColumns, type TextCodes, TRUE } from './rule-column.js';
import type { RuleNode } from './rule-node.js';

/** A comparison of a column of texts. */
type TextNode = RuleNode & { readonly kind: 'comparison' | 'in' };

/**
 * Encodes the text columns that a rule compares as numbers, once per column.
 *
 * @param nodes the distinct nodes of the rule
 * @param columns of the rule
 * @returns by the column's name
 */
export function* encodeTexts(nodes: readonly RuleNode[], columns: RuleColumns): Steps<Map<string, TextCodes>> {
  const asked = new Map<string, Set<string>>();
  for (const node of nodes) {
    if (!isOfText(node)) continue;
    const { column, texts } = sidesOf(node);
    if (column.kind !== 'column') continue;
    const known = asked.get(column.name) ?? new Set();
    asked.set(column.name, known);
    for (const text of texts) known.add(text);
  }
  const encoded = new Map<string, TextCodes>();
  for (const [name, texts] of asked) {
    const column = columns.read(name);
    if (column.type === 'text') encoded.set(name, yield* column.encode(texts));
  }
  return encoded;
}

/**
 * The loop that compares the codes of a text column.
 *
 * @param node the comparison
 * @param out receives the truths of a block
 * @param blockOf block of the column's codes
 * @param encoded from `encodeTexts`
 * @returns null where the result is equal for all rows, and written to `out` already
 */
export function textComparison(
  node: TextNode,
  out: Truths,
  blockOf: (part: RuleNode) => unknown,
  encoded: ReadonlyMap<string, TextCodes>,
): Loop | null {
  const { column, texts } = sidesOf(node);
  const yes = node.kind === 'comparison' && node.operator === '!=' ? FALSE : TRUE;
  const no = TRUE - yes;
  const same = (value: number): null => {
    out.fill(value);
    return null;
  };
  // A comparison of two constants is valid too.
  if (column.kind !== 'column') return same(textsOf(column).some((text) => texts.includes(text)) ? yes : no);
  const codesOf = encoded.get(column.name)?.codesOf;
  const wanted = [...new Set([...new Set(texts)].flatMap((text) => codesOf?.(text) ?? []))];
  if (wanted.length === 0) return same(no);
  const codes = blockOf(column) as Codes;
  if (wanted.length === 1) return codeLoop(codes, wanted[0], out, yes);
  const truths = new Uint8Array(wanted.reduce((most, code) => Math.max(most, code), 0) + 1).fill(no);
  for (const code of wanted) truths[code] = yes;
  return codesLoop(codes, truths, out, no);
}

function isOfText(node: RuleNode): node is TextNode {
  return (node.kind === 'in' && node.operand.type === 'text') || (node.kind === 'comparison' && node.left.type === 'text');
}

/** The column and its constants, which may be on the left. */
function sidesOf(node: TextNode): { readonly column: RuleNode; readonly texts: readonly string[] } {
  if (node.kind === 'in') return { column: node.operand, texts: node.values as readonly string[] };
  const [column, constant] = node.left.kind === 'column' ? [node.left, node.right] : [node.right, node.left];
  return { column, texts: textsOf(constant) };
}

/** The texts of a constant. */
function textsOf(constant: RuleNode): string[] {
  return [(constant as { readonly value?: unknown }).value].flat().map(String);
}
