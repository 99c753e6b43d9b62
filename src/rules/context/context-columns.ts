import type { Pack } from '../../types/pack.js';
import { CONTEXT_NAMES, PAGE_ITEM, type RuleColumns, type RuleVector } from '../rule-column.js';
import type { RuleType } from '../rule-node.js';

/** What rules may ask besides items. */
export interface RuleOccasion {
  /** The time of the list, milliseconds since 1970. */
  readonly now: number;
  /** Row of the page's item; -1: the page has none. */
  readonly row: number;
  /** `phone`, `tablet` or `desktop`; undefined: it cannot be told. */
  readonly device: string | undefined;
  /** Class, host and source that the shopper came from; undefined: it cannot be told. */
  readonly referrer: readonly string[] | undefined;
  /** Whether the shopper is of a segment: the name of a category or a brand. */
  isOfSegment(name: string): boolean;
  /** Number of the shopper's prototype, from 0; -1: they have none. */
  prototype(): number;
}

/** Names that are numbers; the others are texts. */
const NUMBERS: readonly string[] = ['hour', 'weekday', 'month', 'prototype', 'pack'];

/**
 * Adds to the columns of rules what is not of the item: the moment in the local time of the device, the page view, the shopper's groups, and
 * the columns of the page's item. An attribute of the pack with one of these names goes before.
 *
 * @param columns of the catalogue and the shopper
 * @param pack the catalogue
 * @param context see `RuleOccasion`
 */
export function contextColumns(columns: RuleColumns, pack: Pack, context: RuleOccasion): RuleColumns {
  const isOwn = (name: string): boolean => (CONTEXT_NAMES as readonly string[]).includes(name) && columns.typeOf(name) === undefined;
  const moment = new Date(context.now);
  const values: Readonly<Record<string, () => RuleVector>> = {
    hour: () => oneNumber(moment.getHours()),
    weekday: () => oneNumber(moment.getDay() || 7),
    month: () => oneNumber(moment.getMonth() + 1),
    prototype: () => oneNumber(context.prototype()),
    pack: () => oneNumber(pack.manifest.number),
    device: () => oneText(pack, (text) => text === context.device),
    referrer: () => oneText(pack, (text) => context.referrer?.includes(text) === true),
    segments: () => oneText(pack, context.isOfSegment),
  };
  /** The name of a column that is asked of the page's item. */
  const asked = (name: string): string | undefined => {
    const own = name.startsWith(PAGE_ITEM) ? name.slice(PAGE_ITEM.length) : undefined;
    return own === undefined || columns.typeOf(own) === undefined ? undefined : own;
  };
  const typeOf = (name: string): RuleType | undefined => {
    const own = asked(name);
    if (own !== undefined) return columns.typeOf(own);
    return isOwn(name) ? (NUMBERS.includes(name) ? 'number' : 'text') : columns.typeOf(name);
  };
  const textsOf = (name: string): readonly string[] | undefined => {
    const own = asked(name);
    if (own === undefined || context.row < 0 || columns.typeOf(own) !== 'text') return undefined;
    const texts = (columns.textsAt?.(own, context.row) ?? [textOf(pack, own, context.row)]).filter((text) => text !== '');
    return texts.length === 0 ? undefined : texts;
  };
  const numberOf = (own: string): number => {
    const column = columns.read(own);
    if (context.row < 0 || column.type === 'text') return Number.NaN;
    return typeof column.values === 'number' ? column.values : column.values[context.row];
  };
  return {
    ...columns,
    typeOf,
    textsOf,
    isDate: (name) => columns.isDate?.(asked(name) ?? name) === true,
    isUnknown: (name) => {
      const own = asked(name);
      if (own !== undefined) return typeOf(name) === 'text' ? textsOf(name) === undefined : Number.isNaN(numberOf(own));
      if (!isOwn(name)) return columns.isUnknown(name);
      return (name === 'device' && context.device === undefined) || (name === 'referrer' && context.referrer === undefined);
    },
    read: (name) => {
      const own = asked(name);
      if (own !== undefined) return { type: columns.typeOf(own) === 'truth' ? 'truth' : 'number', values: numberOf(own) };
      return isOwn(name) ? values[name]() : columns.read(name);
    },
  };
}

const oneNumber = (value: number): RuleVector => ({ type: 'number', values: value });

/** A text that is the same in all rows. */
function oneText({ items }: Pack, isText: (text: string) => boolean): RuleVector {
  return {
    type: 'text',
    *encode() {
      return { codes: new Uint8Array(items), codesOf: (text) => (isText(text) ? [0] : []) };
    },
  };
}

/** The text of a row in a column of the catalogue, as rules compare it; '' where it has none. */
function textOf(pack: Pack, column: string, row: number): string {
  // An item tells its category as the page's locale calls it, and rules read the catalogue's name.
  const categories = column === 'category' ? pack.codedColumn('product_type') : null;
  if (categories !== null) return categories.values[categories.codes[row]] ?? '';
  const item: Readonly<Record<string, unknown>> = { ...pack.itemOf(row) };
  const names: Readonly<Record<string, string>> = { group: 'item_group_id' };
  return String(item[names[column] ?? column] ?? '');
}
