import type { EventItem, EventName, EventParameters, FeedbackKind, ShelfEvent } from '../types/event.js';

/** An event that has no id yet. */
export type ValidEvent = Omit<ShelfEvent, 'id'>;

/** Why a call of `track()` was refused. */
export type Rejection =
  | 'too many events'
  | 'unknown event name'
  | 'parameters are not an object'
  | 'no items'
  | 'bad item'
  | 'bad value'
  | 'bad feedback kind';

/** GA4's cap on items of one event; more are cut off. */
const ITEMS_CAP = 200;
const ID_CHARACTERS = 256;
const TEXT_CHARACTERS = 200;
/** Half a character: it could be neither stored as UTF-8 nor found again. */
const LONE_SURROGATE = /\p{Surrogate}/u;
/** Larger quantities are clamped: no cart holds more. */
const QUANTITY_CAP = 10_000;

/** Every event name, and whether it means nothing without items. */
const EVENTS: Readonly<Record<EventName, boolean>> = {
  view_item: true,
  view_item_list: true,
  select_item: true,
  search: false,
  view_search_results: false,
  add_to_wishlist: true,
  add_to_cart: true,
  remove_from_cart: true,
  view_cart: false,
  begin_checkout: false,
  add_shipping_info: false,
  add_payment_info: false,
  purchase: true,
  refund: true,
  rate: true,
  share: true,
  dwell: true,
  dismiss: true,
  feedback: true,
};

const KINDS: readonly FeedbackKind[] = ['more', 'less', 'hide', 'own'];

/**
 * Turns what a page passed to `track()` into an event, or says why it is none. Keeps only what is listed in
 * `EventParameters`: what is not kept cannot leak. It is a copy: a page may use its objects again.
 *
 * @param name event name
 * @param parameters whatever the page passed
 * @param now milliseconds since 1970
 * @param onClamped called where something is kept that is less than what was given: too many items, too much text, a giant quantity
 */
export function validateEvent(name: unknown, parameters: unknown, now: number, onClamped: () => void = () => {}): ValidEvent | Rejection {
  const atMost: AtMost = (kept, whole) => {
    if (!whole) onClamped();
    return kept;
  };
  if (typeof name !== 'string' || !Object.hasOwn(EVENTS, name)) return 'unknown event name';
  if (parameters !== undefined && (typeof parameters !== 'object' || parameters === null)) return 'parameters are not an object';
  const given = (parameters ?? {}) as { readonly [Key in keyof EventParameters]?: unknown };
  const items = given.items === undefined ? [] : validateItems(given.items, atMost);
  if (items === null) return 'bad item';
  if (items.length === 0 && EVENTS[name as EventName]) return 'no items';

  const event: { -readonly [Key in keyof ValidEvent]: ValidEvent[Key] } = { name: name as EventName, time: now, items };
  const value = given.value === undefined ? undefined : Number(given.value);
  if (value !== undefined && !Number.isFinite(value)) return 'bad value';
  // GA4 sends the order's worth as `value`; only ratings and dwell times have one that means something here.
  if (name === 'rate' || name === 'dwell') {
    if (value === undefined || value < 0 || (name === 'rate' && !(value >= 1 && value <= 5))) return 'bad value';
    event.value = value;
  }
  if (name === 'feedback') {
    if (!KINDS.includes(given.kind as FeedbackKind)) return 'bad feedback kind';
    event.kind = given.kind as FeedbackKind;
  }
  for (const field of ['search_term', 'transaction_id', 'item_list_id'] as const) {
    const text = given[field];
    // An empty order number is none, or all orders would be one.
    if ((typeof text === 'string' && text !== '') || typeof text === 'number') {
      const whole = String(text);
      event[field] = atMost(whole.slice(0, TEXT_CHARACTERS), whole.length <= TEXT_CHARACTERS);
    }
  }
  return event;
}

/** Passes on what is kept, and says so where that is not the whole. */
type AtMost = <T>(kept: T, whole: boolean) => T;

function validateItems(value: unknown, atMost: AtMost): EventItem[] | null {
  if (!Array.isArray(value)) return null;
  const items: EventItem[] = [];
  for (const entry of atMost(value.slice(0, ITEMS_CAP), value.length <= ITEMS_CAP)) {
    const item = validateItem(entry, atMost);
    if (item === null) return null;
    items.push(item);
  }
  return items;
}

function validateItem(entry: unknown, atMost: AtMost): EventItem | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const given = entry as { readonly [Key in keyof EventItem]?: unknown };
  const id = typeof given.item_id === 'number' ? String(given.item_id) : given.item_id;
  if (typeof id !== 'string' || id.length === 0 || id.length > ID_CHARACTERS || LONE_SURROGATE.test(id)) return null;
  const item: { -readonly [Key in keyof EventItem]: EventItem[Key] } = { item_id: id };
  const quantity = Number(given.quantity);
  if (given.quantity !== undefined && quantity >= 1)
    item.quantity = atMost(Math.min(Math.floor(quantity), QUANTITY_CAP), quantity <= QUANTITY_CAP);
  const price = Number(given.price);
  if (given.price !== undefined && price >= 0 && Number.isFinite(price)) item.price = price;
  const index = Number(given.index);
  if (given.index !== undefined && Number.isInteger(index) && index >= 0) item.index = index;
  return item;
}
