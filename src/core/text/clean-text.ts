/**
 * Control characters, direction marks (which can reverse a price beside a title), zero-width characters, the tags of U+E0000, and lone
 * surrogates. Not the joiners of emoji and Persian.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find.
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/gu;
/** Whole terminal sequences: without the escape character the rest would be shown as text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find.
const ESCAPES = /(\u001b\[|\u009b)[0-9;]*[A-Za-z]/g;
/** Those of them that separate words. */
const SPACE = /[\t\n\v\f\r\u0085\u2028\u2029]/;
/** Right-to-left letters: Hebrew, Arabic and related scripts, and those beyond U+FFFF. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\ud802\ud803\ud83a\ud83b]/;
/** Maximum number of UTF-16 units that are cleaned. */
const MAX_UNITS = 800;

/**
 * Cleans an untrusted text, such as a title, a brand or a search, for display: removes control characters, terminal sequences, invisible
 * characters and direction marks, and cuts it at 200 characters, never inside one.
 *
 * @param text any value; '' for one that is not a text
 */
export function cleanText(text: unknown): string {
  if (typeof text !== 'string') return typeof text === 'number' ? String(text) : '';
  // Cut first: it may be a megabyte.
  const clean = text
    .slice(0, MAX_UNITS)
    .replace(ESCAPES, '')
    .replace(UNSEEN, (sign) => (SPACE.test(sign) ? ' ' : ''))
    .trim();
  const shown = /^.{0,200}/su.exec(clean)?.[0] ?? '';
  return clean === shown ? clean : `${shown}…`;
}

/**
 * Cleans an untrusted text for a sentence. If either has right-to-left letters, FSI and PDI isolate the text, so that neither changes the order
 * of the other.
 *
 * @param value the text
 * @param sentence the sentence around it
 */
export function isolate(value: unknown, sentence: string): string {
  const clean = cleanText(value);
  return RIGHT_TO_LEFT.test(clean) || RIGHT_TO_LEFT.test(sentence) ? `\u2068${clean}\u2069` : clean;
}
