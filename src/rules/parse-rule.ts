import { nearestName } from '../core/text/nearest-name.js';
import { DAY_MS } from '../core/time/day.js';
import { checkCost } from './check-cost.js';
import { type RuleToken, readTokens } from './read-tokens.js';
import { PAGE_ITEM, type RuleColumns } from './rule-column.js';
import { ruleError } from './rule-error.js';
import type { ArithmeticOperator, ComparisonOperator, RuleNode, RuleType } from './rule-node.js';

/** Maximum nesting, so that no expression overflows the stack. */
const MAX_DEPTH = 100;

/** The precedence of each sign. */
const BINDING: Readonly<Record<string, number>> = {
  '?': 1,
  '||': 2,
  or: 2,
  '&&': 3,
  and: 3,
  '==': 5,
  '!=': 5,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  in: 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
};
/** `not` applies to a whole comparison, `!` to the next operand. */
const NOT_WORD = 4;
const PREFIX = 8;

/** A date in a rule. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What parsing asks of the columns. */
type ParsedColumns = Pick<RuleColumns, 'typeOf' | 'names' | 'isDate' | 'isUnknown' | 'textsOf'>;

const NAMES: Readonly<Record<RuleType, string>> = { number: 'a number', text: 'a text', truth: 'a condition' };

/**
 * Parses an expression into a typed tree, by precedence climbing. It is never run as JavaScript.
 *
 * @param text such as `price < 50 && category in ["Tents"] && viewed < 3`
 * @param columns that it may use
 * @param wanted type of the whole
 * @throws OnshelfError `bad-argument` with place and hint, where it is not such an expression
 * @see Pratt, Top down operator precedence, POPL 1973
 */
export function parseRule(text: string, columns: ParsedColumns, wanted: RuleType): RuleNode {
  const tokens = readTokens(text);
  let next = 0;
  let depth = 0;
  const peek = (): RuleToken => tokens[next];
  const isSign = (sign: string): boolean => peek().kind !== 'text' && peek().text === sign && peek().kind !== 'number';
  const expect = (sign: string, why: string): void => {
    if (!isSign(sign)) throw ruleError(text, peek().at, `"${sign}" is missing`, why);
    next++;
  };
  const demand = (node: RuleNode, type: RuleType, where: string): RuleNode => {
    if (node.type === type) return node;
    throw ruleError(text, node.at, `${where} needs ${NAMES[type]}, and this is ${NAMES[node.type]}`);
  };

  const column = ({ text: name, at }: RuleToken): RuleNode => {
    const type = columns.typeOf(name);
    const texts = columns.textsOf?.(name);
    if (texts !== undefined) return { kind: 'constant', type: 'text', at, value: texts };
    if (type !== undefined) return { kind: 'column', type, at, name };
    if (name.startsWith(PAGE_ITEM)) {
      const own = name.slice(PAGE_ITEM.length);
      const meant = nearestName(own, columns.names);
      throw ruleError(
        text,
        at,
        `the item of the page has no column "${own}"`,
        meant && `Did you mean "${PAGE_ITEM}${meant}"? It has those of items`,
      );
    }
    const near = nearestName(name, columns.names);
    throw ruleError(
      text,
      at,
      `there is no column "${name}"`,
      near === undefined ? `There are: ${columns.names.join(', ')}` : `Did you mean "${near}"? A text needs quotes: "${name}"`,
    );
  };

  const first = (): RuleNode => {
    const token = tokens[next++];
    const { at } = token;
    switch (token.kind) {
      case 'number':
        return { kind: 'constant', type: 'number', at, value: Number(token.text) };
      case 'text':
        return { kind: 'constant', type: 'text', at, value: token.text };
      case 'name':
        if (token.text === 'true' || token.text === 'false') return { kind: 'constant', type: 'truth', at, value: token.text === 'true' };
        if (token.text === 'not') return { kind: 'not', type: 'truth', at, operand: demand(climb(NOT_WORD), 'truth', 'not') };
        if (!Object.hasOwn(BINDING, token.text)) return column(token);
        break;
      case 'sign':
        if (token.text === '!') return { kind: 'not', type: 'truth', at, operand: demand(climb(PREFIX), 'truth', '"!"') };
        if (token.text === '-') return { kind: 'minus', type: 'number', at, operand: demand(climb(PREFIX), 'number', '"-"') };
        if (token.text === '(') {
          const inside = climb(0);
          expect(')', 'A parenthesis is open');
          return inside;
        }
        if (token.text === '[') throw ruleError(text, at, 'a list stands only after "in"', 'Write: brand in ["a", "b"]');
    }
    throw ruleError(text, at, token.kind === 'end' ? 'the expression breaks off' : `"${token.text}" cannot stand here`);
  };

  /** Whether a text of the page's item is not there, which may be there on the next page: the rule has to be one on both. */
  const isAbsent = (node: RuleNode): boolean =>
    node.kind === 'column' && node.type === 'text' && node.name.startsWith(PAGE_ITEM) && columns.isUnknown(node.name);

  /** The values of a list; `absent`: one of them, that cannot be told here. */
  const list = (type: RuleType): { readonly values: (number | string)[]; readonly absent: RuleNode | undefined } => {
    expect('[', 'After "in" comes a list: in ["a", "b"]');
    const values: (number | string)[] = [];
    let absent: RuleNode | undefined;
    while (!isSign(']')) {
      if (values.length > 0 || absent !== undefined) expect(',', 'The values of a list are parted by commas');
      const value = climb(PREFIX);
      const plain = value.kind === 'minus' && value.operand.kind === 'constant' ? -Number(value.operand.value) : undefined;
      if (isAbsent(value)) {
        absent = demand(value, type, 'this list');
        continue;
      }
      if (value.kind !== 'constant' && plain === undefined) throw ruleError(text, value.at, 'a list holds plain numbers or texts only');
      demand(value, type, 'this list');
      values.push(...[plain ?? (value as { readonly value: number | string | readonly string[] }).value].flat());
    }
    next++;
    return { values, absent };
  };

  const isDate = (node: RuleNode): boolean => node.kind === 'column' && columns.isDate?.(node.name) === true;

  /** Makes the node of a sign from its left side, and parses its right side. */
  const combine = (before: RuleNode, { text: sign, at }: RuleToken, binding: number): RuleNode => {
    let left = before;
    if (sign === 'in') {
      if (left.type === 'truth') throw ruleError(text, left.at, 'a condition cannot be in a list');
      // `"warm" in features`: one of its texts.
      if ((left.kind === 'constant' || isAbsent(left)) && left.type === 'text' && peek().kind === 'name') {
        const right = demand(climb(binding), 'text', 'the right side of "in"');
        return { kind: 'comparison', type: 'truth', at: left.at, operator: '==', left, right };
      }
      const { values, absent } = list(left.type);
      // What cannot be told is left out with all that is compared with it.
      return { kind: 'in', type: 'truth', at: left.at, operand: absent ?? left, values };
    }
    if (sign === '?') {
      const then = climb(1);
      expect(':', 'A choice has two sides: condition ? one : other');
      const otherwise = demand(climb(0), then.type, 'the other side of the choice');
      if (then.type === 'text') throw ruleError(text, then.at, 'a choice is between numbers, or between conditions');
      return { kind: 'choice', type: then.type, at: left.at, condition: demand(left, 'truth', '"?"'), then, otherwise };
    }
    let right = climb(binding);
    if (binding === BINDING.in) [left, right] = [dateConstant(text, left, isDate(right)), dateConstant(text, right, isDate(left))];
    if (binding <= BINDING.and)
      return {
        kind: binding === BINDING.and ? 'and' : 'or',
        type: 'truth',
        at: left.at,
        left: demand(left, 'truth', `"${sign}"`),
        right: demand(right, 'truth', `"${sign}"`),
      };
    if (binding > BINDING.in) {
      const [a, b] = [demand(left, 'number', `"${sign}"`), demand(right, 'number', `"${sign}"`)];
      return { kind: 'arithmetic', type: 'number', at: left.at, operator: sign as ArithmeticOperator, left: a, right: b };
    }
    if (Object.hasOwn(BINDING, peek().text) && BINDING[peek().text] === binding && peek().kind !== 'text')
      throw ruleError(text, peek().at, 'comparisons do not follow one another', 'Write: 10 < price && price < 50');
    const equality = sign === '==' || sign === '!=';
    if (!equality) demand(left, 'number', `"${sign}"`);
    demand(right, left.type, `the right side of "${sign}"`);
    const isRead = (side: RuleNode): boolean => side.kind === 'column' && !columns.isUnknown(side.name);
    if (left.type === 'text' && isRead(left) && isRead(right))
      throw ruleError(text, at, 'a text is compared with a text in quotes', `Write: ${nameOf(left)} ${sign} "${nameOf(right)}"`);
    return { kind: 'comparison', type: 'truth', at: left.at, operator: sign as ComparisonOperator, left, right };
  };

  const climb = (least: number): RuleNode => {
    if (++depth > MAX_DEPTH) throw ruleError(text, peek().at, `the expression is nested more than ${MAX_DEPTH} deep`);
    let left = first();
    for (;;) {
      const token = peek();
      const binding = token.kind === 'sign' || token.kind === 'name' ? (Object.hasOwn(BINDING, token.text) ? BINDING[token.text] : 0) : 0;
      if (binding <= least) break;
      next++;
      left = combine(left, token, binding);
    }
    depth--;
    return left;
  };

  const whole = climb(0);
  if (peek().kind !== 'end') throw ruleError(text, peek().at, `"${peek().text}" does not belong here`, 'Join conditions with && or ||');
  checkCost(text, demand(whole, wanted, 'this parameter'));
  return whole;
}

const nameOf = (node: RuleNode): string => (node.kind === 'column' ? node.name : '');

/**
 * A text beside a column of dates, as days since 1970; any other node is returned as it is.
 *
 * @param text the expression
 * @param node that is compared
 * @param isBesideDate whether the other side is a column of dates
 * @throws OnshelfError `bad-argument` where the text is no date
 */
function dateConstant(text: string, node: RuleNode, isBesideDate: boolean): RuleNode {
  if (!isBesideDate || node.kind !== 'constant' || node.type !== 'text') return node;
  const written = String(node.value);
  const value = Date.parse(written) / DAY_MS;
  if (!DAY.test(written) || Number.isNaN(value)) throw ruleError(text, node.at, `"${written}" is no date like "2026-05-01"`);
  return { kind: 'constant', type: 'number', at: node.at, value };
}
