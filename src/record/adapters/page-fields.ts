import { bareObject } from '../../core/text/bare-object.js';
import type { EventItem, EventName, EventParameters } from '../../types/event.js';
import type { PageEvent } from '../../types/page-event.js';

/** An object of a page, with unknown fields. */
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

/** The value as an object; an empty one if it is not an object. */
export function objectOf(value: unknown): PageObject {
  return typeof value === 'object' && value !== null ? (value as PageObject) : {};
}

/** The value as a list: `[value]` if it is not a list, [] for undefined and null. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The first value that is a text or a number, as a text; undefined without one. */
export function firstText(...values: readonly unknown[]): string | undefined {
  const found = values.find(
    (value) => (typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value)),
  );
  return found === undefined ? undefined : String(found);
}

/**
 * An item of an event. An item without an id is left out.
 *
 * @returns a list of one or none, for `flatMap`
 */
export function eventItemOf(id: string | undefined, quantity?: unknown, price?: unknown): EventItem[] {
  if (id === undefined) return [];
  // A plain object may have accessors of these names on its prototype, set by another script.
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
