import { ruleError } from './rule-error.js';

/** A token of an expression. `at`: its index in the text. */
export interface RuleToken {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  /** Of a text, without its quotes. */
  readonly text: string;
  readonly at: number;
}

/** Maximum length of an expression in characters. */
const MAX_CHARACTERS = 2000;

/** Maximum number of tokens, which bounds the time of parsing. */
const MAX_TOKENS = 300;

/** Sticky patterns, so that reading takes linear time for any text. */
const SPACE = /\s+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /(?:this\.)?[\p{Letter}_][\p{Letter}\p{Number}_]*/uy;
const TEXT = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy;
const SIGN = /&&|\|\||[=!<>]=|[-+*/<>!()[\]?:,]/y;

/** Hints for signs of other languages. */
const HINTS: Readonly<Record<string, string>> = {
  '=': 'To compare, write ==',
  '&': 'Write && or and',
  '|': 'Write || or or',
  '.': 'Columns have no properties, but the item of the page has: this.price; numbers begin with a digit',
  '"': 'A text needs a quote at its end, too',
  "'": 'A text needs a quote at its end, too',
};

/**
 * Splits an expression into tokens.
 *
 * @param text the expression
 * @returns the tokens, the last of kind `end`
 * @throws OnshelfError `bad-argument` with the place of an unknown character
 */
export function readTokens(text: string): RuleToken[] {
  if (text.length > MAX_CHARACTERS)
    throw ruleError(text, MAX_CHARACTERS, `the expression is longer than ${MAX_CHARACTERS} characters`, 'Use lists: brand in ["a", "b"]');
  const tokens: RuleToken[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const take = (kind: RuleToken['kind'], found: string, value = found): void => {
    tokens.push({ kind, text: value, at });
    at += found.length;
  };
  while (at < text.length) {
    if (tokens.length > MAX_TOKENS)
      throw ruleError(text, at, `the expression has more than ${MAX_TOKENS} words, numbers and signs`, 'Leave something out');
    const space = match(SPACE);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const number = match(NUMBER);
    const name = match(NAME);
    const quoted = match(TEXT);
    const sign = match(SIGN);
    if (number !== undefined) take('number', number);
    else if (name !== undefined) take('name', name);
    else if (quoted !== undefined) take('text', quoted, quoted.slice(1, -1).replace(/\\(.)/gs, '$1'));
    else if (sign !== undefined) take('sign', sign);
    else throw ruleError(text, at, `"${String.fromCodePoint(text.codePointAt(at) ?? 0)}" is not understood here`, HINTS[text[at]]);
  }
  take('end', '');
  return tokens;
}
