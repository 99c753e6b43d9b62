import type { InputNote } from '../input/input-facts.js';
import { isNothing } from '../input/is-nothing.js';
import { ATTRIBUTE_FIELDS, type FeedText } from './columns/feed-fields.js';
import { feedNote } from './columns/feed-notes.js';
import { isFeedField } from './columns/field-reader.js';
import type { FeedAttribute } from './feed.js';
import type { FeedDraft } from './feed-drafts.js';
import { cleanFeedText } from './fields/clean-text.js';
import { parseTime } from './fields/feed-dates.js';

/** The attribute with the price that a reduced item has otherwise. */
const REGULAR_PRICE = 'regular_price';

/**
 * The further columns of a feed.
 *
 * @param drafts items in the order of the catalogue
 * @param names of the columns, in the order of their `further`
 * @param asked of them, those that were asked for
 */
export function feedAttributes(
  drafts: readonly FeedDraft[],
  names: readonly string[],
  asked: readonly string[],
): { attributes: FeedAttribute[]; notes: InputNote[] } {
  const attributes: FeedAttribute[] = [];
  const missing: string[] = [];
  const needless: string[] = [];
  names.forEach((name, place) => {
    if (isFeedField(name) && !(ATTRIBUTE_FIELDS as readonly string[]).includes(name)) {
      needless.push(name);
      return;
    }
    const values = drafts.map(({ made, further }) =>
      name === 'sale_price' ? (made.sale ?? undefined) : furtherValue(name, further[place]),
    );
    if (values.some((value) => value !== undefined)) attributes.push({ name, values });
    else if (asked.includes(name)) missing.push(name);
  });
  // A reduction is told by both prices, and the item's own is the one that is paid.
  const regular = drafts.map(({ made }) => made.regular ?? undefined);
  if (attributes.some(({ name }) => name === 'sale_price') && regular.some((value) => value !== undefined))
    attributes.push({ name: REGULAR_PRICE, values: regular });
  const notes: InputNote[] = [];
  if (missing.length > 0)
    notes.push(
      feedNote('attribute-missing', `No item has a value in ${missing.map((name) => `"${name}"`).join(', ')}.`, '--attributes COLUMN,...'),
    );
  if (needless.length > 0)
    notes.push(
      feedNote('no-attribute-needed', `${needless.join(', ')}: part of every item without being asked for.`, '--attributes COLUMN,...'),
    );
  return { attributes, notes };
}

function furtherValue(name: string, text: FeedText | undefined): FeedText | undefined {
  if (text === undefined) return undefined;
  if (typeof text !== 'string') {
    const values = text.map(cleanFeedText).filter((value) => !isNothing(value));
    return values.length === 0 ? undefined : values;
  }
  const clean = cleanFeedText(text);
  if (isNothing(clean)) return undefined;
  const time = name === 'availability_date' ? parseTime(clean) : undefined;
  return time === undefined ? clean : new Date(time).toISOString();
}
