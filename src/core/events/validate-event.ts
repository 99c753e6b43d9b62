import type { EventItem, EventName, EventParameters, FeedbackKind, ShelfEvent } from '../../types/event.js';

/** An event that has no id yet. */
export type ValidEvent = Omit<ShelfEvent, 'id'>;

/** Why a call of `track()` was refused. */
export type Rejection =
  | 'unknown event name'
  | 'parameters are not an object'
  | 'no items'
  | 'bad time'
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

/** The end of the year 9999: later moments are not written as dates everywhere. */
const LATEST_TIME = 253_402_300_799_999;

/** Every event name, and whether it needs items: that column of `event-table`, without the others' bytes. */
const NEEDS_ITEMS: Readonly<Record<EventName, boolean>> = {
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

const KINDS: readonly unknown[] = ['more', 'less', 'hide', 'own'] satisfies FeedbackKind[];

/** Is it the name of an event that this version knows? */
export function isEventName(name: unknown): name is EventName {
  return typeof name === 'string' && Object.hasOwn(NEEDS_ITEMS, name);
}

/** Is it what was said of an item in `feedback`? */
export function isFeedbackKind(kind: unknown): kind is FeedbackKind {
  return KINDS.includes(kind);
}

/** Is it a moment in milliseconds since 1970, and not after the year 9999? A device's clock may say any of them. */
export function isTime(time: unknown): time is number {
  return typeof time === 'number' && time >= 0 && time <= LATEST_TIME;
}

/** Is it the id of an item: 1 to 256 characters, and none of them half of one? */
export function isItemId(id: unknown): id is string {
  return typeof id === 'string' && id.length > 0 && id.length <= ID_CHARACTERS && !LONE_SURROGATE.test(id);
}

/** Is it a text as events hold them, 1 to 200 characters? */
export function isShortText(text: unknown): text is string {
  return typeof text === 'string' && text !== '' && text.length <= TEXT_CHARACTERS;
}

/**
 * Turns what a page passed to `track()` into an event, or says why it is none. Keeps only what is listed in
 * `EventParameters`: what is not kept cannot leak. It is a copy: a page may use its objects again.
 *
 * @param name event name
 * @param parameters whatever the page passed
 * @param time when it happened, milliseconds since 1970
 * @param onClamped called where something is kept that is less than what was given: too many items, too much text, a giant quantity
 */
export function validateEvent(name: unknown, parameters: unknown, time: number, onClamped: () => void = () => {}): ValidEvent | Rejection {
  const atMost: AtMost = (kept, whole) => {
    if (!whole) onClamped();
    return kept;
  };
  if (!isEventName(name)) return 'unknown event name';
  if (parameters !== undefined && (typeof parameters !== 'object' || parameters === null)) return 'parameters are not an object';
  const given = readerOf<keyof EventParameters>(parameters ?? {});
  const givenItems = given('items');
  const items = givenItems === undefined ? [] : validateItems(givenItems, atMost);
  if (items === null) return 'bad item';
  if (items.length === 0 && NEEDS_ITEMS[name]) return 'no items';
  if (!isTime(time)) return 'bad time';

  const event: { -readonly [Key in keyof ValidEvent]: ValidEvent[Key] } = { name, time, items };
  const givenValue = given('value');
  const value = givenValue === undefined ? undefined : Number(givenValue);
  if (value !== undefined && !Number.isFinite(value)) return 'bad value';
  // GA4 sends the order's worth as `value`; only ratings and dwell times have one that means something here.
  if (name === 'rate' || name === 'dwell') {
    if (value === undefined || value < 0 || (name === 'rate' && !(value >= 1 && value <= 5))) return 'bad value';
    event.value = value;
  }
  if (name === 'feedback') {
    const kind = given('kind');
    if (!isFeedbackKind(kind)) return 'bad feedback kind';
    event.kind = kind;
  }
  for (const field of ['search_term', 'transaction_id', 'item_list_id'] as const) {
    const text = given(field);
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

/** Reads members of what a page gave. What every object has, since the page added it to the prototype of all, was not given. */
function readerOf<Key extends string>(given: object): (key: Key) => unknown {
  return (key) => (Object.hasOwn(given, key) || !(key in Object.prototype) ? (given as Record<string, unknown>)[key] : undefined);
}

/**
 * Turns what a page passed as items into items.
 *
 * @param value whatever was passed
 * @param atMost told of what is cut
 * @returns null where it is no list, or one of them is no item
 */
export function validateItems(value: unknown, atMost: AtMost = (kept) => kept): EventItem[] | null {
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
  const given = readerOf<keyof EventItem>(entry);
  const givenId = given('item_id');
  const id = typeof givenId === 'number' ? String(givenId) : givenId;
  if (!isItemId(id)) return null;
  const item: { -readonly [Key in keyof EventItem]: EventItem[Key] } = { item_id: id };
  const numberIn = (key: keyof EventItem): number => {
    const value = given(key);
    return value === undefined ? Number.NaN : Number(value);
  };
  const [quantity, price, index] = [numberIn('quantity'), numberIn('price'), numberIn('index')];
  if (quantity >= 1) item.quantity = atMost(Math.min(Math.floor(quantity), QUANTITY_CAP), quantity <= QUANTITY_CAP);
  if (price >= 0 && Number.isFinite(price)) item.price = price;
  if (index >= 0 && Number.isInteger(index)) item.index = index;
  return item;
}
