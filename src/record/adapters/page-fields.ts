import { bareObject } from '../../core/text/bare-object.js';
import type { EventItem, EventName, EventParameters } from '../../types/event.js';
import type { PageEvent } from '../../types/page-event.js';

/** An object of a page, of which nothing is known. */
export type PageObject = { readonly [field: string]: unknown };

/** Events that need no items, as in `core/events/event-table`. */
export const WITHOUT_ITEMS: readonly EventName[] = [
  'search',
  'view_search_results',
  'view_cart',
  'begin_checkout',
  'add_shipping_info',
  'add_payment_info',
];

/** The value as an object; an empty one where it is none. */
export function objectOf(value: unknown): PageObject {
  return typeof value === 'object' && value !== null ? (value as PageObject) : {};
}

/** The value as a list; what is no list is a list of one, and nothing is an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The first of the values that is a text or a number, as a text; undefined where none is. */
export function firstText(...values: readonly unknown[]): string | undefined {
  const found = values.find(
    (value) => (typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value)),
  );
  return found === undefined ? undefined : String(found);
}

/**
 * An item as events carry it, or nothing where it has no id: it could not be found in any catalogue.
 *
 * @returns a list of one or none, for `flatMap`
 */
export function eventItemOf(id: string | undefined, quantity?: unknown, price?: unknown): EventItem[] {
  if (id === undefined) return [];
  // An accessor that some script put on every object would swallow what is set on a plain one.
  const item: { -readonly [Field in keyof EventItem]: EventItem[Field] } = bareObject({ item_id: id });
  for (const [field, value] of [
    ['quantity', quantity],
    ['price', price],
  ] as const) {
    const number = Number(firstText(value));
    if (number >= 0) item[field] = number;
  }
  return [item];
}

/**
 * An event, or null where it says nothing.
 *
 * @param fields the parameters; those that are undefined are left out
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
