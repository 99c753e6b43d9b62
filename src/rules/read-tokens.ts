import { ruleError } from './rule-error.js';

/** A piece of an expression. `at`: where it begins, counted from 0. */
export interface RuleToken {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  /** Of a text, without its quotes. */
  readonly text: string;
  readonly at: number;
}

/** Longest expression, in characters: whoever writes a longer one by hand has lost their way. */
const MAX_CHARACTERS = 2000;

/** Most pieces: with it, the time that the longest expression takes is bounded. */
const MAX_PIECES = 300;

/** Each sticky, so that reading is linear in the text whatever stands in it. */
const SPACE = /\s+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{Letter}_][\p{Letter}\p{Number}_]*/uy;
const TEXT = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy;
const SIGN = /&&|\|\||[=!<>]=|[-+*/<>!()[\]?:,]/y;

/** Signs of other languages, and what is meant here. */
const HINTS: Readonly<Record<string, string>> = {
  '=': 'To compare, write ==',
  '&': 'Write && or and',
  '|': 'Write || or or',
  '.': 'Columns have no parts; numbers begin with a digit',
  '"': 'A text needs a quote at its end, too',
  "'": 'A text needs a quote at its end, too',
};

/**
 * Cuts an expression into its pieces.
 *
 * @param text the expression
 * @returns the pieces, the last of them of kind `end`
 * @throws OnshelfError `bad-argument` where something stands that is no piece of the language, with its place
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
    if (tokens.length > MAX_PIECES)
      throw ruleError(text, at, `the expression has more than ${MAX_PIECES} words, numbers and signs`, 'Leave something out');
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
