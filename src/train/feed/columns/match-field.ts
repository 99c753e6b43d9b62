import { EASTERN_NAMES } from './eastern-names.js';
import { FEED_FIELDS, type FeedField } from './feed-fields.js';
import { foldedForms, foldName } from './fold-name.js';
import { FURTHER_NAMES } from './further-names.js';
import { type FieldNames, WESTERN_NAMES } from './western-names.js';

/** A field that a column's name means. */
export interface FieldMatch {
  readonly field: FeedField;
  /** The lower, the better the name fits: 0 is the field's own name; then its other English names, then other languages. */
  readonly rank: number;
  /** Language of the name; null for English. */
  readonly language: string | null;
  /** ISO 4217, where the name of a price has it: `Price (EUR)`; else null. */
  readonly currency: string | null;
}

/** Names in other languages than English rank after all English ones. */
const FIRST_FOREIGN_RANK = 1000;

const byName = new Map<string, FieldMatch>();
/** `custom_label_0` in any language ends with its number. */
const CUSTOM_LABEL =
  /^(?:customlabel|benutzerdefinierteslabel|labelpersonnalise|etiquettepersonnalisee|etiquetapersonalizada|etichettapersonalizzata|aangepastlabel|rotulopersonalizado|etykietaniestandardowa|vlastnistitek|anpassadetikett|tilpassetetiket|tilpassetetikett)([0-4])$/;

/** Languages whose names of columns are known, in the order in which a name of several is taken: `German`, `French`, ... */
export const COLUMN_LANGUAGES: Readonly<Record<string, FieldNames>> = { ...WESTERN_NAMES, ...FURTHER_NAMES, ...EASTERN_NAMES };

function note(names: string, field: FeedField, first: number, language: string | null): void {
  names.split(', ').forEach((name, place) => {
    for (const form of language === 'German' ? foldedForms(name) : [foldName(name)])
      if (form !== '' && !byName.has(form)) byName.set(form, { field, rank: first + place, language, currency: null });
  });
}

const fields = Object.entries(FEED_FIELDS) as [FeedField, string][];
// A field's own name, before the other names of any field.
for (const [field] of fields) note(field, field, 0, null);
for (const [field, names] of fields) note(names, field, 0, null);
for (const [language, names] of Object.entries(COLUMN_LANGUAGES))
  for (const [field, alike] of Object.entries(names)) note(alike, field as FeedField, FIRST_FOREIGN_RANK, language);

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/**
 * The field that the name of a column, of an element or of a key means, in any of the languages known.
 *
 * @param name such as `image link`, `g:image_link`, `imageLink`, `Bildlink`, `Bildlink [image_link]`, `価格`, `Price (EUR)`
 * @returns undefined where it means none
 */
export function matchField(name: string): FieldMatch | undefined {
  const bare = name.trim().replace(/^[a-z]{1,10}:(?=\S)/i, '');
  const folded = foldName(bare);
  const known = byName.get(folded);
  if (known !== undefined) return known;
  const label = CUSTOM_LABEL.exec(folded);
  if (label !== null) return { field: `custom_label_${label[1]}` as FeedField, rank: 1, language: null, currency: null };
  // Google's help writes both names: `Bildlink [image_link]`.
  const open = bare.indexOf('[', 1);
  if (open > 0 && bare.endsWith(']')) {
    const either = byName.get(foldName(bare.slice(open + 1, -1))) ?? byName.get(foldName(bare.slice(0, open)));
    if (either !== undefined) return either;
  }
  const price = /[\s_([]([A-Za-z]{3}|[€£])[)\]]?$/.exec(bare);
  if (price === null) return undefined;
  const currency = price[1] === '€' ? 'EUR' : price[1] === '£' ? 'GBP' : price[1].toUpperCase();
  const match = byName.get(foldName(bare.slice(0, price.index)));
  const isPrice = match?.field === 'price' || match?.field === 'sale_price';
  return isPrice && CURRENCIES.has(currency) ? { ...match, rank: match.rank + 0.5, currency } : undefined;
}
