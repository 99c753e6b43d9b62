import { isPlainObject } from '../../../core/is-plain-object.js';
import type { RecordValue } from '../../input/value-at.js';
import type { FeedText } from './feed-fields.js';

/** Keys of an object whose value stands for it, the best first: `{ "name": "Alm" }` is a brand, `{ "src": "..." }` a picture. */
const STANDING = [
  'value',
  '@value',
  '#text',
  'name',
  'title',
  'label',
  'path',
  'url',
  'src',
  'href',
  'link',
  'contentUrl',
  '@id',
  'id',
] as const;
const CURRENCY = ['currency', 'currencyCode', 'currency_code', 'priceCurrency'] as const;
const AMOUNT = ['amount', 'value', 'price'] as const;

/**
 * A value of a record as texts: of a list each of its values, of an object the value that stands for it, of an amount with its currency both.
 *
 * @param value from a reader of records
 * @returns undefined where it has no text
 */
export function feedText(value: RecordValue | undefined): FeedText | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (isList(value)) {
    const texts = value.flatMap((entry) => feedText(entry) ?? []);
    return texts.length === 0 ? undefined : texts.length === 1 ? texts[0] : texts;
  }
  const currency = firstText(value, CURRENCY);
  const amount = currency === undefined ? undefined : firstText(value, AMOUNT);
  if (amount !== undefined) return `${amount} ${currency}`;
  for (const key of STANDING) {
    const text = feedText(value[key]);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Whether a value is a list. */
export function isList(value: RecordValue | undefined): value is readonly RecordValue[] {
  return Array.isArray(value);
}

/** Whether a value is an object with names. */
export function isNamed(value: RecordValue | undefined): value is { readonly [name: string]: RecordValue } {
  return isPlainObject(value);
}

/** The first of several texts; '' where there is none. */
export function oneText(text: FeedText | undefined): string {
  return text === undefined ? '' : typeof text === 'string' ? text : (text[0] ?? '');
}

function firstText(value: { readonly [name: string]: RecordValue }, keys: readonly string[]): string | undefined {
  for (const key of keys) if (typeof value[key] === 'string' && value[key] !== '') return value[key] as string;
  return undefined;
}
