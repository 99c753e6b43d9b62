import type { FeedField, FeedText } from '../columns/feed-fields.js';

/** Longest text that a card or a list could show or a pack keep, characters: it is cut later on, once entities and markup are gone. */
const TEXT_CHARACTERS = 10_000;
/** Longest price, date, stock or number, characters: people write a few dozen. */
const VALUE_CHARACTERS = 1000;

/** Fields that are one value each. What is cut of them would be another value. */
const VALUES: ReadonlySet<string> = new Set<FeedField>([
  'price',
  'sale_price',
  'currency',
  'availability',
  'availability_date',
  'sale_price_effective_date',
  'sale_starts',
  'sale_ends',
  'added',
  'starts',
  'ends',
  'type',
  'rating',
  'review_count',
]);

const LEFT_OUT = `left out: longer than ${VALUE_CHARACTERS} characters`;
const CUT = `text cut at ${TEXT_CHARACTERS} characters`;

/**
 * The texts of a field, none longer than its field has any use for: prices, dates and the like of more than 1000 characters are left out, other texts cut
 * at 10 000. Descriptions are as they are.
 *
 * @param field or the name of a further column
 * @param text of a row
 * @param changed receives the reason, and each text that was left out or cut
 * @returns undefined where nothing is left
 */
export function boundedTexts(field: string, text: FeedText, changed: (reason: string, text: string) => void): FeedText | undefined {
  if (field === 'description') return text;
  const isValue = VALUES.has(field);
  const most = isValue ? VALUE_CHARACTERS : TEXT_CHARACTERS;
  if (typeof text === 'string' ? text.length <= most : text.every(({ length }) => length <= most)) return text;
  const bounded = (typeof text === 'string' ? [text] : text).flatMap((one) => {
    if (one.length <= most) return [one];
    changed(isValue ? LEFT_OUT : CUT, one);
    return isValue ? [] : [one.slice(0, most)];
  });
  return typeof text === 'string' || bounded.length === 0 ? bounded[0] : bounded;
}
