import { sqlText } from './open-duck-database.js';
import { trimSigns } from './trim-signs.js';

/** Characters that are left out at both ends of a value: blanks of all widths, line ends, the byte order mark. */
const BLANKS =
  ' \t\n\v\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff';

/** Words that stand for no value, in lower case. */
export const NOTHING_WORDS: readonly string[] = [
  '',
  'null',
  '(null)',
  '<null>',
  '[null]',
  'nil',
  'none',
  '(none)',
  'nan',
  'na',
  '<na>',
  'n/a',
  '#n/a',
  'undefined',
  '(not set)',
  'not set',
  '(not provided)',
  '(blank)',
  '(empty)',
  '\\n',
  '-',
  '--',
  'nat',
  '#ref!',
  '#value!',
  '#name?',
  '#div/0!',
  '#null!',
];
/** Words that stand for no shopper, in lower case, besides `NOTHING_WORDS` and texts of zeros alone (`0`, the zero UUID). */
export const NOBODY_WORDS: readonly string[] = ['-1', 'anonymous', '(anonymous)', 'guest', 'unknown', '0.0', 'false'];

const NOTHING: ReadonlySet<string> = new Set(NOTHING_WORDS);
const NOBODY: ReadonlySet<string> = new Set(NOBODY_WORDS);

/** A value without blanks at its ends. */
export function trimBlanks(text: string): string {
  return trimSigns(text, BLANKS);
}

/** SQL of `trimBlanks`. A text that begins and ends with a visible ASCII character is not searched: that would take most of the time of a log. */
export function trimSql(expression: string): string {
  const isVisible = (letter: string): string => `ascii(${letter}) BETWEEN 33 AND 126`;
  return `CASE WHEN ${isVisible(expression)} AND ${isVisible(`right(${expression}, 1)`)} THEN ${expression} ELSE trim(${expression}, ${sqlText(BLANKS)}) END`;
}

/** Whether a value means that there is none, as `NULL`, `nan` and `(not set)` do. */
export function isNothing(text: string): boolean {
  return text.length < 40 ? NOTHING.has(trimBlanks(text).toLowerCase()) : trimBlanks(text) === '';
}

/** Whether a value names no shopper: as `isNothing`; and `0`, `-1`, the zero UUID, `guest`. */
export function isNobody(text: string): boolean {
  const word = trimBlanks(text).toLowerCase();
  return NOTHING.has(word) || NOBODY.has(word) || /^[0-]+$/.test(word);
}

/** Letters that can be seen, of ASCII, without those of a text. */
function visible(without = ''): string {
  const codes = Array.from({ length: 94 }, (_, index) => 33 + index).filter((code) => !without.includes(String.fromCharCode(code)));
  return `[${codes.map((code) => `\\x${code.toString(16)}`).join('')}]`;
}

/**
 * A pattern of values that are none of some words in any case, and have no blank: each begins or ends with no letter of a word's, or is
 * longer than all words. Most values of a log are such, and one pattern tells it in less time than a search among the words.
 *
 * @param words in lower case
 * @param repeated letters that alone, in any number, are a word too
 */
function plainPattern(words: readonly string[], repeated = ''): string {
  const ends = (place: number): string =>
    repeated + words.map((word) => (word.at(place) ?? '') + (word.at(place) ?? '').toUpperCase()).join('');
  const longest = Math.max(...words.map(({ length }) => length));
  const any = visible();
  return `${visible(ends(0))}${any}*|${any}*${visible(ends(-1))}|${visible(repeated)}${any}{${longest},}`;
}

const PLAIN_VALUE = plainPattern(NOTHING_WORDS);
const PLAIN_PERSON = plainPattern([...NOTHING_WORDS, ...NOBODY_WORDS], '0-');

/** SQL that is true for most values that `nothingSql` is false for, which have no blank at their ends; NULL for NULL. */
export function plainValueSql(expression: string): string {
  return `regexp_full_match(${expression}, ${sqlText(PLAIN_VALUE)})`;
}

/** `plainValueSql` for `nobodySql`. */
export function plainPersonSql(expression: string): string {
  return `regexp_full_match(${expression}, ${sqlText(PLAIN_PERSON)})`;
}

/** SQL of `isNothing`, true for NULL too. */
export function nothingSql(expression: string): string {
  return `(CASE WHEN ${expression} IS NULL THEN true WHEN ${plainValueSql(expression)} THEN false ELSE ${amongSql(NOTHING_WORDS, wordSql(expression))} END)`;
}

/** SQL of `isNobody`, true for NULL too. */
export function nobodySql(expression: string): string {
  const word = wordSql(expression);
  return `(CASE WHEN ${expression} IS NULL THEN true WHEN ${plainPersonSql(expression)} THEN false
    WHEN ${amongSql([...NOTHING_WORDS, ...NOBODY_WORDS], word)} THEN true ELSE regexp_full_match(${word}, '[0-]+') END)`;
}

function wordSql(expression: string): string {
  return `lower(${trimSql(expression)})`;
}

/** A list and not `IN`, of which DuckDB makes a join: that takes longer, and may change the order of the rows, which their lines are told by. */
function amongSql(words: readonly string[], word: string): string {
  return `list_contains([${words.map(sqlText).join(', ')}], ${word})`;
}
