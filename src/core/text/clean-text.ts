/**
 * Controls, signs that turn the direction of what follows (a title with one shows the price beside it backwards), signs of no width that hide a
 * text or part a word, the tags of U+E0000, and halves of pairs. Not the joiners of emoji and of Persian.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/gu;
/** What sets the colours of a terminal, whole: without its first sign the rest would be read as words. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const ESCAPES = /(\u001b\[|\u009b)[0-9;]*[A-Za-z]/g;
/** Those of them that part words. */
const SPACE = /[\t\n\v\f\r\u0085\u2028\u2029]/;
/** Letters that are written from right to left: of Hebrew, Arabic and their like, and those beyond U+FFFF. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\ud802\ud803\ud83a\ud83b]/;
/** Before it is cleaned, so many units are looked at. */
const MAX_UNITS = 800;

/**
 * A text of others, such as a title, a brand or a search, as it may be shown: without control characters and terminal sequences, without
 * signs that nobody sees or that turn its direction or that of its surroundings, and at most 200 characters of it, none of them cut in two. Its own letters say the direction.
 *
 * @param text whatever stands in the catalogue, or was typed; what is no text counts as none
 */
export function cleanText(text: unknown): string {
  if (typeof text !== 'string') return typeof text === 'number' ? String(text) : '';
  // Before anything is replaced: it may be a megabyte.
  const clean = text
    .slice(0, MAX_UNITS)
    .replace(ESCAPES, '')
    .replace(UNSEEN, (sign) => (SPACE.test(sign) ? ' ' : ''))
    .trim();
  const shown = /^.{0,200}/su.exec(clean)?.[0] ?? '';
  return clean === shown ? clean : `${shown}…`;
}

/**
 * Puts a text of others into a sentence: cleaned, and where either has letters from right to left, set apart by the signs FSI and PDI, so that
 * neither changes the order of the other. Where neither has any, there is no order to change.
 *
 * @param value the text
 * @param sentence where it goes
 */
export function isolate(value: unknown, sentence: string): string {
  const clean = cleanText(value);
  return RIGHT_TO_LEFT.test(clean) || RIGHT_TO_LEFT.test(sentence) ? `\u2068${clean}\u2069` : clean;
}
