import { readCategory } from '../../core/catalog/category-levels.js';
import { LIMITS } from '../../pack/format/format.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import { normalizeName } from '../input/normalize-name.js';

/** A record of a feed: column to text. */
export type FeedRecord = Partial<Record<FeedColumn, string>>;

/** Columns of a feed that are read. */
export type FeedColumn = keyof CatalogItem | 'description';

/** Columns by normalised name: `image_link`, `Image Link`, `g:image_link` and `imageLink` are one. */
const COLUMNS: Readonly<Record<string, FeedColumn>> = {
  id: 'id',
  itemid: 'id',
  offerid: 'id',
  title: 'title',
  name: 'title',
  description: 'description',
  link: 'link',
  imagelink: 'image_link',
  brand: 'brand',
  producttype: 'product_type',
  producttypes: 'product_type',
  availability: 'availability',
  itemgroupid: 'item_group_id',
  size: 'size',
  color: 'color',
  colour: 'color',
  price: 'price',
  added: 'added',
  dateadded: 'added',
  createdat: 'added',
  availabilitydate: 'added',
  type: 'type',
  itemtype: 'type',
  starts: 'starts',
  ends: 'ends',
};

/** Longest title kept, in characters. */
const TITLE_CHARACTERS = 500;

/** The column that a name in a feed stands for; undefined if it is not read. */
export function feedColumn(name: string): FeedColumn | undefined {
  const letters = normalizeName(name.replace(/^g:/i, ''));
  return Object.hasOwn(COLUMNS, letters) ? COLUMNS[letters] : undefined;
}

/** Receives every value that was changed or dropped. */
export type Notice = (reason: string, field: FeedColumn, value: string) => void;

/**
 * Makes a catalogue item from a record of a feed. Invalid values are dropped and reported; the item is kept.
 *
 * @param record texts of the feed
 * @param id valid id
 * @param notice receives the changes
 */
export function feedItem(record: FeedRecord, id: string, notice: Notice): CatalogItem {
  const item: { -readonly [Key in keyof CatalogItem]: CatalogItem[Key] } = { id };
  const title = clean(record.title);
  if (title !== '') {
    item.title = cutText(title, TITLE_CHARACTERS);
    if (item.title.length < title.length) notice('title cut at 500 characters', 'title', title);
  }
  for (const field of ['link', 'image_link'] as const) {
    const address = clean(record[field]);
    if (address === '') continue;
    const safe = webAddress(address);
    if (safe === undefined) notice('address left out (only http: and https:)', field, address);
    else item[field] = safe;
  }
  for (const field of ['brand', 'product_type', 'availability', 'item_group_id', 'size', 'color'] as const) {
    const read = field === 'product_type' ? readCategory : (text: string) => text;
    const text = read(clean(record[field]));
    if (text === '') continue;
    item[field] = read(cutText(text, TITLE_CHARACTERS));
    if (item[field].length < text.length) notice('text cut at 500 characters', field, text);
  }
  const written = clean(record.price);
  const price = parsePrice(written);
  if (written === '') notice('price missing', 'price', '');
  else if (price === undefined) notice('price unreadable', 'price', written);
  else {
    item.price = price.amount;
    const currency = price.currency ?? clean(record.currency).toUpperCase();
    if (/^[A-Z]{3}$/.test(currency)) item.currency = currency;
  }
  for (const field of ['added', 'starts', 'ends'] as const) {
    const text = clean(record[field]);
    if (text === '') continue;
    const time = parseTime(text);
    if (time === undefined) notice('date unreadable (ISO 8601 is read, such as 2026-05-01)', field, text);
    else item[field] = time;
  }
  const type = clean(record.type).toLowerCase();
  if (ITEM_TYPES.has(type)) item.type = type;
  // Feeds use the name for other things too.
  else if (type !== '') notice('type left out (product, article or live)', 'type', type);
  return item;
}

/** Item types that lists distinguish. */
const ITEM_TYPES: ReadonlySet<string> = new Set(['product', 'article', 'live']);

/** Range of valid dates: a number outside is a price or a count. */
const DAYS = [Date.UTC(1980, 0), Date.UTC(2100, 0)] as const;

/**
 * Parses a date or time of a feed: ISO 8601 with or without a time, or seconds or milliseconds since 1970.
 *
 * @param text the date; without a time zone it is UTC
 * @returns milliseconds since 1970; undefined where it is not a date from 1980 to 2100
 */
export function parseTime(text: string): number | undefined {
  const number = /^\d{9,13}$/.test(text) ? Number(text) : Number.NaN;
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  // Google writes time zones without a colon, which not every parser accepts.
  const zone = iso?.[3]?.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2') ?? 'Z';
  const time = iso === null ? (number < 1e11 ? number * 1000 : number) : Date.parse(`${iso[1]}T${iso[2] ?? '00:00'}${zone}`);
  return time >= DAYS[0] && time < DAYS[1] ? time : undefined;
}

/**
 * Parses a price of a feed: `15.00 USD`, `USD 15`, `1,234.50 USD`, `15,00 EUR`, `1.234,50 EUR`, `15`.
 *
 * @param text the price
 * @returns undefined where it is not an amount of 0 or more
 */
export function parsePrice(text: string): { amount: number; currency?: string } | undefined {
  const found = /^(?:([A-Za-z]{3})\s*)?(\d[\d.,' ]*|\.\d+)(?:\s*([A-Za-z]{3}))?$/.exec(text.trim());
  if (found === null) return undefined;
  const currency = (found[3] ?? found[1])?.toUpperCase();
  let digits = found[2].replace(/[' ]/g, '');
  // The last separator is the decimal one, unless it is the only kind and has exactly three digits after it, as a thousands separator.
  const comma = digits.lastIndexOf(',');
  const point = digits.lastIndexOf('.');
  const decimalComma = comma > point && (point >= 0 || !/,\d{3}$/.test(digits));
  digits = decimalComma ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '');
  const amount = Number(digits);
  if (!Number.isFinite(amount)) return undefined;
  return currency === undefined ? { amount } : { amount, currency };
}

/** An address that is safe in a page, or undefined. */
function webAddress(address: string): string | undefined {
  try {
    const { href, protocol } = new URL(address);
    return (protocol === 'http:' || protocol === 'https:') && Buffer.byteLength(href) <= LIMITS.textBytes ? href : undefined;
  } catch {
    return undefined;
  }
}

/** The text, cut to a number of characters without splitting a surrogate pair. */
function cutText(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const end = /[\ud800-\udbff]/.test(text[characters - 1]) ? characters - 1 : characters;
  return text.slice(0, end);
}

function clean(text: string | undefined): string {
  return (text ?? '').replaceAll('\0', '').trim();
}
