import { decodeHTMLStrict } from 'entities';
import { withoutComments, withoutScripts } from './without-blocks.js';

/** An HTML entity, with its semicolon. */
const ENTITY = /&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/i;
/** How often a text may be encoded: feeds of feeds encode again. */
const ENCODINGS = 3;
/** Elements that texts of shops are marked up with; other `<` are signs, as in `<3 m`. */
const MARKUP = /<\/?(?:b|i|u|em|strong|br|p|span|sup|sub|small|font|div|a|h[1-6]|li|ul|ol|mark|wbr)\b[^<>]*>/gi;
const ANY_TAG = /<[a-z/!?][^<>]*>/gi;

/** Decodes HTML entities, of texts encoded several times too; no-break spaces become blanks. */
export function decodeEntities(text: string): string {
  let decoded = text;
  for (let times = 0; times < ENCODINGS && ENTITY.test(decoded); times++) {
    const next = decodeHTMLStrict(decoded);
    if (next === decoded) break;
    decoded = next;
  }
  return decoded.replace(/[\u00a0\u202f]/g, ' ');
}

/**
 * A short text of a feed as a card shows it: entities decoded, markup and control characters left out.
 *
 * @param text title, brand, size, colour or category
 */
export function cleanFeedText(text: string): string {
  const decoded = decodeEntities(text);
  const bare = decoded.includes('<') ? withoutComments(decoded).replace(MARKUP, ' ').replace(/ {2,}/g, ' ') : decoded;
  return bare.replace(/[\0\u200b\ufeff]/g, '').trim();
}

/**
 * A description as plain text on one line: without tags, scripts and entities.
 *
 * @param text HTML or not
 * @param characters length of the result at most
 */
export function plainDescription(text: string, characters: number): string {
  // Markup seldom makes up more than that; the rest is not worth the time.
  let plain = text.slice(0, characters * 4);
  for (let times = 0; times < ENCODINGS; times++) {
    if (plain.includes('<')) plain = withoutComments(withoutScripts(plain)).replace(ANY_TAG, ' ');
    if (!ENTITY.test(plain)) break;
    plain = decodeEntities(plain);
  }
  return plain
    .replace(/[\0\u200b]/g, '')
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim()
    .slice(0, characters);
}
