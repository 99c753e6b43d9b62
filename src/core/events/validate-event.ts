import type { EventItem, EventName, EventParameters, FeedbackKind, ShelfEvent } from '../../types/event.js';
import type { TasteKind, TasteWish } from '../../types/results/taste-wish.js';

/** An event without an id. */
export type ValidEvent = Omit<ShelfEvent, 'id'>;

/** Why a call of `track()` is rejected. */
export type Rejection =
  | 'unknown event name'
  | 'parameters are not an object'
  | 'no items'
  | 'bad time'
  | 'bad item'
  | 'bad value'
  | 'bad feedback kind'
  | 'bad taste';

/** GA4's maximum number of items per event; more are cut off. */
const MAX_ITEMS = 200;
const ID_CHARACTERS = 256;
const TEXT_CHARACTERS = 200;
/** Half of a surrogate pair: cannot be stored as UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/u;
/** Larger quantities are clamped. */
const MAX_QUANTITY = 10_000;

/** End of the year 9999; some formats cannot write later dates. */
const LATEST_TIME = 253_402_300_799_999;

/** Whether an event needs items, by name: one column of `event-table`, to save bytes. */
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
  refund: false,
  rate: true,
  share: true,
  dwell: true,
  dismiss: true,
  feedback: true,
  taste: false,
};

const KINDS: readonly unknown[] = ['more', 'less', 'hide', 'own'] satisfies FeedbackKind[];
const TASTES: readonly unknown[] = ['category', 'brand', 'color', 'size', 'type'] satisfies TasteKind[];
const WISHES: readonly unknown[] = ['more', 'less', 'none'] satisfies TasteWish[];

/** Whether a value is an event name of this version. */
export function isEventName(name: unknown): name is EventName {
  return typeof name === 'string' && Object.hasOwn(NEEDS_ITEMS, name);
}

/** Whether a value is a kind of feedback. */
export function isFeedbackKind(kind: unknown): kind is FeedbackKind {
  return KINDS.includes(kind);
}

/** Whether a value is what a taste may be of. */
export function isTasteKind(kind: unknown): kind is TasteKind {
  return TASTES.includes(kind);
}

/** Whether a value is a wish about a taste. */
export function isTasteWish(wish: unknown): wish is TasteWish {
  return WISHES.includes(wish);
}

/** Whether a value is a time in milliseconds since 1970, up to the year 9999. */
export function isTime(time: unknown): time is number {
  return typeof time === 'number' && time >= 0 && time <= LATEST_TIME;
}

/** Whether a value is an item id: 1 to 256 characters, no lone surrogates. */
export function isItemId(id: unknown): id is string {
  return typeof id === 'string' && id.length > 0 && id.length <= ID_CHARACTERS && !LONE_SURROGATE.test(id);
}

/** Whether a value is a text of 1 to 200 characters. */
export function isShortText(text: unknown): text is string {
  return typeof text === 'string' && text !== '' && text.length <= TEXT_CHARACTERS;
}

/**
 * Validates the arguments of `track()`. Copies only the fields of `EventParameters`; others are not kept.
 *
 * @param name event name
 * @param parameters any value
 * @param time when it happened, milliseconds since 1970
 * @param onClamped called if something is cut: too many items, a long text, a large quantity
 * @returns the event, or why it is rejected
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
  // GA4 sends the order's total as `value`; only ratings and dwell times use it here.
  if (name === 'rate' || name === 'dwell') {
    if (value === undefined || value < 0 || (name === 'rate' && !(value >= 1 && value <= 5))) return 'bad value';
    event.value = value;
  }
  if (name === 'feedback') {
    const kind = given('kind');
    if (!isFeedbackKind(kind)) return 'bad feedback kind';
    event.kind = kind;
  }
  if (name === 'taste') {
    const [kind, of, wish] = [given('taste_kind'), given('taste_name'), given('wish')];
    if (!isTasteKind(kind) || !isItemId(of) || !isTasteWish(wish)) return 'bad taste';
    Object.assign(event, { taste_kind: kind, taste_name: of, wish });
  }
  for (const field of ['search_term', 'transaction_id', 'item_list_id'] as const) {
    const text = given(field);
    // An empty order number is ignored: else all such orders would count as one.
    if ((typeof text === 'string' && text !== '') || typeof text === 'number') {
      const whole = String(text);
      event[field] = atMost(whole.slice(0, TEXT_CHARACTERS), whole.length <= TEXT_CHARACTERS);
    }
  }
  return event;
}

/** Returns `kept`, and reports a cut if it is not the whole. */
type AtMost = <T>(kept: T, whole: boolean) => T;

/** Reads members of a page's object. Members that the page added to `Object.prototype` are ignored. */
function readerOf<Key extends string>(given: object): (key: Key) => unknown {
  return (key) => (Object.hasOwn(given, key) || !(key in Object.prototype) ? (given as Record<string, unknown>)[key] : undefined);
}

/**
 * Validates the items of an event.
 *
 * @param value any value
 * @param atMost called with every value that may be cut
 * @returns null if it is not a list, or an item is invalid
 */
export function validateItems(value: unknown, atMost: AtMost = (kept) => kept): EventItem[] | null {
  if (!Array.isArray(value)) return null;
  const items: EventItem[] = [];
  for (const entry of atMost(value.slice(0, MAX_ITEMS), value.length <= MAX_ITEMS)) {
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
  // As in the feed.
  const id = typeof givenId === 'number' || typeof givenId === 'string' ? String(givenId).trim() : givenId;
  if (!isItemId(id)) return null;
  const item: { -readonly [Key in keyof EventItem]: EventItem[Key] } = { item_id: id };
  const numberIn = (key: keyof EventItem): number => {
    const value = given(key);
    return value === undefined ? Number.NaN : Number(value);
  };
  const [quantity, price, index] = [numberIn('quantity'), numberIn('price'), numberIn('index')];
  if (quantity >= 1) item.quantity = atMost(Math.min(Math.floor(quantity), MAX_QUANTITY), quantity <= MAX_QUANTITY);
  if (price >= 0 && Number.isFinite(price)) item.price = price;
  if (index >= 0 && Number.isInteger(index)) item.index = index;
  const link = given('link');
  if (isItemId(link)) item.link = link;
  return item;
}
