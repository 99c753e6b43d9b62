import { SOLD_OUT } from '../core/catalog/sold-out.js';
import { OnshelfError } from '../core/onshelf-error.js';
import { DAY_MS } from '../core/time/day.js';
import type { Steps } from '../core/time/run-steps.js';
import type { EventName } from '../types/event.js';
import type { CodedColumnName, NumberColumnName, Pack } from '../types/pack.js';
import type { Profile } from '../types/profile.js';
import {
  CONTEXT_NAMES,
  FALSE,
  type RuleAttribute,
  type RuleAttributes,
  type RuleColumns,
  type RuleVector,
  type TextCodes,
  TRUE,
} from './rule-column.js';
import type { RuleType } from './rule-node.js';
import { encodeCoded, encodeIds, encodeOwn } from './text-index.js';
import { usualPrice } from './usual-price.js';

/** Text columns of the feed. `category`: its `product_type`. */
const TEXTS: Readonly<Record<string, CodedColumnName>> = {
  brand: 'brand',
  category: 'product_type',
  availability: 'availability',
  currency: 'currency',
  type: 'type',
  size: 'size',
  color: 'color',
};

/** The shopper's events with an item, by column. */
const TOUCHES: Readonly<Record<string, readonly EventName[]>> = {
  Viewed: ['view_item'],
  Carted: ['add_to_cart'],
  Wished: ['add_to_wishlist'],
  Bought: ['purchase'],
  Rated: ['rate'],
  Shown: ['view_item_list'],
};

/** Days after which nobody's cart is full of what was put into it. */
const CART_DAYS = 30;

/** The definition of a column. */
interface ColumnMaker {
  readonly type: RuleType;
  /** The pack's column that it requires. */
  readonly needs?: CodedColumnName | NumberColumnName;
  read(): RuleVector;
}

/**
 * The columns of rules: those of the pack's catalogue, and those computed from the shopper's history. Each is computed when a rule first
 * reads it.
 *
 * @param pack the catalogue
 * @param profile the shopper
 * @param now milliseconds since 1970
 * @param attributes of the pack. Default: none
 */
export function shopColumns(pack: Pack, profile: Profile, now: number, attributes?: RuleAttributes): RuleColumns {
  const has = (name: CodedColumnName | NumberColumnName): boolean =>
    pack.numberColumn(name as NumberColumnName) !== null || pack.codedColumn(name as CodedColumnName) !== null;
  const numbers = (values: ArrayLike<number> | number): RuleVector => ({ type: 'number', values });
  let usual: Float64Array | number | undefined;
  const usualOnce = (): Float64Array | number => {
    usual ??= usualPrice(pack, profile);
    return usual;
  };
  const makers = new Map<string, ColumnMaker>([
    ['id', { type: 'text', read: () => ({ type: 'text', encode: ready((ids) => encodeIds(pack, ids)) }) }],
    ['title', { type: 'text', read: () => ({ type: 'text', encode: (texts) => encodeOwn(pack, 'title', texts) }) }],
    ['group', { type: 'text', read: () => ({ type: 'text', encode: (texts) => encodeOwn(pack, 'item_group_id', texts) }) }],
    ...Object.entries(TEXTS).map(([name, column]): [string, ColumnMaker] => [
      name,
      { type: 'text', needs: column, read: () => ({ type: 'text', encode: () => encodeCoded(pack, column) }) },
    ]),
    ['price', { type: 'number', needs: 'price', read: () => numbers(pack.numberColumn('price') ?? Number.NaN) }],
    [
      'age',
      {
        type: 'number',
        needs: 'added',
        read: () => numbers((pack.numberColumn('added') ?? new Float64Array()).map((added) => (now - added) / DAY_MS)),
      },
    ],
    ['today', { type: 'number', read: () => numbers(now / DAY_MS) }],
    ['popularity', { type: 'number', read: () => numbers(pack.popularity) }],
    ['inStock', { type: 'truth', read: () => ({ type: 'truth', values: rowsInStock(pack) }) }],
    ['inCart', { type: 'truth', read: () => ({ type: 'truth', values: rowsInCart(pack, profile, now) }) }],
    ['usualPrice', { type: 'number', needs: 'price', read: () => numbers(usualOnce()) }],
    ['events', { type: 'number', read: () => numbers(new Set(profile.interactions.map(({ eventId }) => eventId)).size) }],
    ...Object.entries(TOUCHES).flatMap(([touch, names]): [string, ColumnMaker][] => [
      [touch.toLowerCase(), { type: 'number', read: () => numbers(countTouches(pack, profile, names)) }],
      [`daysSince${touch}`, { type: 'number', read: () => numbers(daysSince(pack, profile, names, now)) }],
    ]),
  ]);
  for (const [name, { needs }] of makers) if (needs !== undefined && !has(needs)) makers.delete(name);
  const read = new Map<string, RuleVector>();
  const opened = (name: string): RuleAttribute | undefined => {
    const column = attributes?.columns.get(name);
    if (column instanceof OnshelfError) throw column;
    return column;
  };
  return {
    rows: pack.items,
    names: [...makers.keys(), ...CONTEXT_NAMES, ...(attributes?.names ?? [])],
    isDate: (name) => opened(name)?.isDate === true,
    isUnknown: (name) => name === 'usualPrice' && Number.isNaN(usualOnce()),
    typeOf: (name) => makers.get(name)?.type ?? opened(name)?.type,
    textsAt: (name, row) => opened(name)?.textsAt?.(row),
    read: (name) => {
      const vector = read.get(name) ?? opened(name) ?? (makers.get(name) as ColumnMaker).read();
      read.set(name, vector);
      return vector;
    },
  };
}

/** Wraps an encoder that needs no yield. */
function ready(encode: (texts: ReadonlySet<string>) => TextCodes): (texts: ReadonlySet<string>) => Steps<TextCodes> {
  // biome-ignore lint/correctness/useYield: the others do
  return function* (texts) {
    return encode(texts);
  };
}

/** Whether each row is in stock; each distinct value is tested once. */
function rowsInStock(pack: Pack): Uint8Array | number {
  const column = pack.codedColumn('availability');
  if (column === null) return TRUE;
  const { codes } = column;
  const having = Uint8Array.from(column.values, (value) => (SOLD_OUT.test(value) ? FALSE : TRUE));
  const rows = new Uint8Array(pack.items);
  for (let row = 0; row < pack.items; row++) rows[row] = having[codes[row]];
  return rows;
}

/** Whether each row is in the shopper's cart. */
function rowsInCart(pack: Pack, { cart }: Profile, now: number): Uint8Array {
  const rows = new Uint8Array(pack.items).fill(FALSE);
  for (const [itemId, { time }] of cart) {
    const row = time < now - CART_DAYS * DAY_MS ? -1 : pack.rowOf(itemId);
    if (row >= 0) rows[row] = TRUE;
  }
  return rows;
}

/** Number of events with each item. */
function countTouches(pack: Pack, profile: Profile, names: readonly EventName[]): Float64Array {
  const counts = new Float64Array(pack.items);
  for (const { itemId, name } of profile.interactions) {
    const row = names.includes(name) ? pack.rowOf(itemId) : -1;
    if (row >= 0) counts[row]++;
  }
  return counts;
}

/** Days since the last event with each item; Infinity without one. */
function daysSince(pack: Pack, profile: Profile, names: readonly EventName[], now: number): Float64Array {
  const days = new Float64Array(pack.items).fill(Number.POSITIVE_INFINITY);
  // In order of time, so the last event remains.
  for (const { itemId, name, time } of profile.interactions) {
    const row = names.includes(name) ? pack.rowOf(itemId) : -1;
    if (row >= 0) days[row] = Math.max(0, now - time) / DAY_MS;
  }
  return days;
}
