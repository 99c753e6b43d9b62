import type { EventItem } from '../../types/event.js';
import type { ItemKey, PageEvent, PageListener } from '../../types/page-event.js';
import type { Voice } from '../../types/page-voices.js';
import { type EntryName, entryName } from './fields/entry-name.js';
import { idOfItem, namesItem } from './fields/item-id.js';
import { pageAddress, withPageAddress } from './fields/page-address.js';
import { eventItemOf, firstText, listOf, objectOf, type PageObject, pageEvent } from './fields/page-fields.js';
import { reportUnread } from './fields/report-unread.js';
import { shapeOf } from './fields/shape-of.js';
import { eventOfSegment } from './segment.js';
import { eventOfTransaction, eventsOfUniversal } from './universal-analytics.js';

/** Events with items that are known, and not recorded. */
const KNOWN =
  /^(gtm\.|(view|select)_promotion$|set_checkout_option$|checkout_progress$|select_content$|page_?view$|user_engagement$|login$|sign_up$|conversion$)/;
/** Members in which tag managers and plugins put an event's parameters. */
const WRAPPERS = ['eventModel', 'eventData', 'event_data', 'eventParams', 'event_params', 'parameters', 'params', 'payload', 'data'];
/** Members that an entry about products has. */
const OF_A_PRODUCT = /^(products?|items?|sku|(product|item)_?(id|sku)|ecomm_prodid)$/i;

/** Reads an entry of a data layer, with the time at which it was pushed. */
export type EntryReader = (entry: unknown, time?: number) => void;

/** An entry, taken apart. */
interface Entry {
  readonly isCall: boolean;
  readonly given: PageObject;
  /** Its name, any value. */
  readonly said: unknown;
  /** Its own parameters. */
  readonly parameters: PageObject;
  readonly known: EntryName | undefined;
}

/**
 * Reads an entry of GA4's data layer in either form: Google Tag Manager's objects, `{ event, ecommerce }`, and the `Arguments` of
 * `gtag('event', name, parameters)`. Parameters may also be beside the event, or in a member such as `eventModel`.
 *
 * @param entry any value
 * @param ecommerce from an earlier entry without an event
 * @param key which identifier of an item to use
 * @returns the event; null for any other entry
 * @see https://developers.google.com/analytics/devguides/collection/ga4/reference/events
 */
export function eventOfDataLayer(entry: unknown, ecommerce?: unknown, key: ItemKey = 'id'): PageEvent | null {
  return eventOf(takeApart(entry), ecommerce, key);
}

/**
 * Creates the reader of one data layer's events, in the order of its entries: GA4's, Universal Analytics' ecommerce, and Segment's names.
 *
 * @param listener receives them
 * @param key which identifier of an item to use
 */
export function createDataLayerReader(listener: Pick<PageListener, 'event' | 'unread'>, key: ItemKey = 'id'): EntryReader {
  /** The latest `ecommerce` of an entry without an event: it belongs to the events that follow. */
  let ecommerce: unknown;
  return (entry, time) => {
    const taken = takeApart(entry);
    const { isCall, given, said, parameters, known } = taken;
    const universal = isCall ? null : eventsOfUniversal(parameters, key, known?.name);
    const transaction = eventOfTransaction(given, key);
    const isUniversal = universal !== null || transaction !== null;
    const event = isUniversal ? null : eventOf(taken, ecommerce, key);
    const named = isUniversal || known !== undefined || isCall ? null : eventOfSegment(said, { ...given, ...parameters }, key);
    for (const one of [...(universal ?? []), transaction]) if (one !== null) listener.event(withPageAddress(one), time, 'universal');
    const voice = voiceOf(taken);
    if (event !== null) listener.event(withPageAddress(event), time, voice);
    if (named !== null) listener.event(withPageAddress(named), time, `gtm ${said}`);
    if (universal?.includes(null)) reportUnread(listener, 'universal', 'id', firstText(said) ?? 'ecommerce', shapeOf(given));
    else if (!isUniversal && named === null) reportEntry(taken, event, voice);
    if (!isCall && given.ecommerce !== undefined) ecommerce = said === undefined && !universal ? given.ecommerce : undefined;
  };

  function reportEntry({ isCall, given, said, parameters, known }: Entry, event: PageEvent | null, voice: Voice): void {
    const items = listed(parameters, given) ?? [];
    const report = (kind: 'name' | 'shape' | 'id', what: string): void => reportUnread(listener, voice, kind, what, shapeOf(given));
    const [first] = Object.keys(parameters);
    if (typeof said !== 'string') {
      // Items without an event wait for it.
      if (!isCall && first !== undefined && items.length === 0) report('shape', first);
      return;
    }
    const isOfProduct =
      items.length > 0 || given.ecommerce || Object.keys(isCall ? parameters : given).some((name) => OF_A_PRODUCT.test(name));
    if (known === undefined) {
      if (isOfProduct && !KNOWN.test(said)) report('name', said);
    } else if (event === null) {
      if (isOfProduct || known.alias === undefined) report(items.length > 0 ? 'id' : 'shape', said);
    } else if (items.some((item) => idOfItem(item, key) === undefined) && !isNameless(items)) report('id', said);
  }
}

function takeApart(entry: unknown): Entry {
  const given = unwrapped(objectOf(entry));
  const isCall = given[0] === 'event';
  const parameters = objectOf(isCall ? given[2] : given.ecommerce);
  const said = isCall ? given[1] : given.event;
  return { isCall, given, said, parameters, known: entryName(said, isCall ? parameters : given) };
}

/** An entry whose parameters are in a member, as if they were beside its event. */
function unwrapped(given: PageObject): PageObject {
  if (typeof given.event !== 'string' || given.ecommerce || listed(given) !== undefined || namesItem(given)) return given;
  const inner = WRAPPERS.map((name) => objectOf(given[name])).find((one) => one.ecommerce || listed(one) !== undefined || namesItem(one));
  return inner === undefined ? given : { ...inner, event: given.event };
}

/** The items that the first of some objects lists; undefined if none does. */
function listed(...within: readonly PageObject[]): readonly unknown[] | undefined {
  for (const { items, products, product } of within) {
    const list = items ?? products ?? product;
    if (list !== undefined && list !== null) return listOf(list);
  }
  return undefined;
}

/** Calls to several destinations, and entries under several names, tell one action several times. */
function voiceOf({ isCall, parameters: { send_to: destination }, known }: Entry): Voice {
  const alias = known?.alias?.slice(0, 40);
  if (!isCall) return alias === undefined ? 'gtm' : `gtm ${alias}`;
  const named = alias ?? firstText(...listOf(destination));
  return named === undefined ? 'gtag' : `gtag ${named.slice(0, 40)}`;
}

function eventOf({ isCall, given, parameters: own, known }: Entry, ecommerce: unknown, key: ItemKey): PageEvent | null {
  if (known === undefined) return null;
  const { name } = known;
  // What an entry says itself comes before what is left from an earlier one.
  const isFlat = listed(given) !== undefined || namesItem(given);
  const parameters = isCall || given.ecommerce || isFlat ? own : objectOf(ecommerce);
  const around = isCall ? {} : given;
  const said = (field: string): string | undefined => firstText(parameters[field], around[field]);
  const list = listed(parameters, around) ?? [];
  // Carts that tell a change say less by a number below 0.
  const sign = list.length > 0 && list.every((item) => Number(objectOf(item).quantity) < 0) ? -1 : 1;
  const readItem = (item: unknown): EventItem[] => {
    const { quantity, price, index } = objectOf(item);
    return eventItemOf(idOfItem(item, key), { quantity: sign < 0 ? -Number(quantity) : quantity, price, index });
  };
  const flat = [parameters, around].find(namesItem);
  const read = list.flatMap(readItem);
  const single = (read.length === 0 || name === 'share') && flat !== undefined ? readFlat(flat).flatMap(readItem) : [];
  // A `share` has its item as `item_id`; a list would be left from an earlier push.
  const items = single.length > 0 ? single : read;
  const [search, order] = [said('search_term'), said('transaction_id')];
  // A name that only resembles an event's says nothing alone.
  if (known.alias !== undefined && items.length === 0 && search === undefined && order === undefined) return null;
  return pageEvent(sign < 0 && name === 'add_to_cart' ? 'remove_from_cart' : name, {
    // A page about one product that has no id is that of its address.
    items: items.length > 0 || name !== 'view_item' ? items : eventItemOf(isNameless(list) ? pageAddress() : undefined),
    search_term: search,
    transaction_id: order,
    item_list_id: said('item_list_id') ?? firstText(objectOf(list[0]).item_list_id),
  });
}

/** Parameters that name their item themselves; some name a list of one. */
function readFlat({ ecomm_prodid: ids, ...given }: PageObject): readonly PageObject[] {
  return ids === undefined ? [given] : listOf(ids).map((id) => ({ ...given, ecomm_prodid: id }));
}

/** Whether the one item of a list has a name and no id. */
function isNameless(list: readonly unknown[]): boolean {
  const { item_name: own, name, product_name: named } = objectOf(list[0]);
  return list.length === 1 && firstText(own, name, named) !== undefined && idOfItem(list[0], 'id') === undefined;
}
