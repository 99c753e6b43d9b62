import type { FeedField } from './feed-fields.js';
import { type FieldMatch, matchField } from './match-field.js';

/** Rank of a column in the language that is read, before columns without one; that of a wider tag, `title_de` for `de-CH`, comes after. */
export const LOCALE_RANK = -100;

/** Between the ranks of two lengths of a tag. */
const STEP = 10;
/** Ranks of names are below, or a little above. */
const RANKS = 1000;

/** What a shop says in several languages. */
const SPOKEN: ReadonlySet<FeedField> = new Set([
  'title',
  'description',
  'link',
  'image_link',
  'product_type',
  'availability',
  'price',
  'sale_price',
  'sale_price_effective_date',
  'sale_starts',
  'sale_ends',
  'currency',
]);

/**
 * The field that a column means whose name ends with the tag of a locale: `title_de`, `title[de-CH]`, `Titel (de)`, `link-de_CH`.
 *
 * @param name of the column
 * @param tag of the locale that is read, BCP 47
 * @returns undefined where its name does not end so, or is one of another field's own, as `product_id` in Indonesian
 */
export function matchLocaleField(name: string, tag: string): FieldMatch | undefined {
  const parts = tag.split('-');
  for (let length = parts.length; length > 0; length--) {
    const written = parts.slice(0, length).join('[-_]?');
    const [, bare] = new RegExp(`^(.+?)[\\s_.:/-]*[\\s_.:/(\\[-]${written}[)\\]]?$`, 'i').exec(name.trim()) ?? [];
    const match = bare === undefined ? undefined : matchField(bare);
    if (match === undefined || !SPOKEN.has(match.field) || isName(name)) continue;
    // Within a tag, names rank as they do without one.
    return { ...match, rank: LOCALE_RANK + (parts.length - length) * STEP + match.rank / RANKS };
  }
  return undefined;
}

/** Whether a whole name means a field, without a part in brackets. */
function isName(name: string): boolean {
  return !/[([]/.test(name) && matchField(name) !== undefined && matchField(name)?.currency === null;
}
