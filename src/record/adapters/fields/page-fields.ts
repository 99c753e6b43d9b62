import { bareObject } from '../../../core/text/bare-object.js';
import type { EventItem, EventName, EventParameters } from '../../../types/event.js';
import type { PageEvent } from '../../../types/page-event.js';
import { readNumber } from './read-number.js';

/** An object of a page, with unknown fields. */
export type PageObject = { readonly [field: string]: unknown };

/** Events that need no items, as in `core/events/event-table`. A refund without items is of a whole order. */
export const WITHOUT_ITEMS: readonly EventName[] = [
  'search',
  'view_search_results',
  'view_cart',
  'begin_checkout',
  'add_shipping_info',
  'add_payment_info',
  'refund',
  'taste',
];

/** Maximum number of members of a list that is an object. */
const MAX_MEMBERS = 1000;

/** The value as an object; an empty one if it is not an object. */
export function objectOf(value: unknown): PageObject {
  return typeof value === 'object' && value !== null ? (value as PageObject) : {};
}

/**
 * The value as a list: the values of an object whose keys are numbers, such as `{ 0: a, 1: b }`; `[value]` for any other that is not a list, [] for
 * undefined and null.
 */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value === undefined || value === null) return [];
  const given = objectOf(value);
  if (given[0] === undefined && given[1] === undefined) return [value];
  // PHP counts from 0, and from another number where an entry was left out.
  const keys = Object.keys(given).slice(0, MAX_MEMBERS);
  return keys.every((key) => /^\d+$/.test(key)) ? keys.map((key) => given[key]) : [value];
}

/** The first value that is a text with visible characters or a number, as a text without spaces around it; undefined without one. */
export function firstText(...values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const text = typeof value === 'string' || typeof value === 'bigint' || Number.isFinite(value) ? String(value).trim() : '';
    if (text !== '') return text;
  }
  return undefined;
}

/** What scripts write where they have no id. */
const NO_ID = /^(undefined|null|nan|\(not set\)|\[object object\])$|\p{Surrogate}/iu;

/** Maximum length of an id: see `isItemId`. */
const MAX_ID_LENGTH = 256;

/** What a page says of an item, besides its id. */
interface ItemFields {
  readonly quantity?: unknown;
  readonly price?: unknown;
  /** Position in its list, from 0. */
  readonly index?: unknown;
  /** Address of its page, in case that the feed does not have the id. */
  readonly link?: string | undefined;
}

/**
 * An item of an event. An item without an id is left out.
 *
 * @param fields quantity, price and position, in any form that pages write, and the address of its page
 * @returns a list of one or none, for `flatMap`
 */
export function eventItemOf(id: string | undefined, fields: ItemFields = {}): EventItem[] {
  // One that cannot be stored would take the others with it.
  if (id === undefined || NO_ID.test(id) || id.length > MAX_ID_LENGTH) return [];
  // A plain object may have accessors of these names on its prototype, set by another script.
  const item: { -readonly [Field in keyof EventItem]: EventItem[Field] } = bareObject({ item_id: id });
  for (const field of ['quantity', 'price', 'index'] as const) {
    const number = readNumber(fields[field]);
    if (number !== undefined) item[field] = number;
  }
  if (fields.link !== undefined && fields.link !== id) item.link = fields.link;
  return [item];
}

/**
 * An event; null if it needs items and has none.
 *
 * @param fields the parameters; undefined ones are left out
 */
export function pageEvent(
  name: EventName,
  fields: { readonly [Field in keyof EventParameters]: EventParameters[Field] | undefined },
): PageEvent | null {
  const items = fields.items ?? [];
  if (items.length === 0 && !WITHOUT_ITEMS.includes(name)) return null;
  const parameters = Object.fromEntries(Object.entries({ ...fields, items }).filter(([, value]) => value !== undefined));
  return { name, parameters };
}
