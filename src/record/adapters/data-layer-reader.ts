import type { EventItem, EventName } from '../../types/event.js';
import type { PageEvent, PageListener } from '../../types/page-event.js';
import type { Voice } from '../../types/page-voices.js';
import { pageAddress, withPageAddress } from './fields/page-address.js';
import { eventItemOf, firstText, listOf, objectOf, type PageObject, pageEvent, WITHOUT_ITEMS } from './fields/page-fields.js';
import { reportUnread } from './fields/report-unread.js';
import { shapeOf } from './fields/shape-of.js';
import { eventOfTransaction, eventsOfUniversal } from './universal-analytics.js';

/** Event names common to GA4 and `track()`. */
const SHARED: readonly string[] = [
  ...WITHOUT_ITEMS,
  'view_item',
  'view_item_list',
  'select_item',
  'add_to_wishlist',
  'add_to_cart',
  'remove_from_cart',
  'purchase',
  'share',
] satisfies EventName[];
/** Events with items that are known, and not recorded. */
const KNOWN =
  /^(gtm\.|(view|select)_promotion$|set_checkout_option$|checkout_progress$|select_content$|page_?view$|user_engagement$|login$|sign_up$)/;

/** Reads an entry of a data layer, with the time at which it was pushed. */
export type EntryReader = (entry: unknown, time?: number) => void;

/**
 * Reads an entry of GA4's data layer in either form: Google Tag Manager's objects, `{ event, ecommerce }`, and the `Arguments` of
 * `gtag('event', name, parameters)`. Parameters may also be beside the event.
 *
 * @param entry any value
 * @param ecommerce from an earlier entry without an event
 * @returns the event; null for any other entry
 * @see https://developers.google.com/analytics/devguides/collection/ga4/reference/events
 */
export function eventOfDataLayer(entry: unknown, ecommerce?: unknown): PageEvent | null {
  const given = objectOf(entry);
  if (given[0] === 'event') return eventOf(given[1], objectOf(given[2]), {});
  // What an entry says itself comes before what is left from an earlier one.
  const isFlat = given.items !== undefined || given.item_id !== undefined;
  return eventOf(given.event, objectOf(given.ecommerce ?? (isFlat ? undefined : ecommerce)), given);
}

/**
 * Creates the reader of one data layer's events, in the order of its entries: GA4's, and Universal Analytics' ecommerce.
 *
 * @param listener receives them
 */
export function createDataLayerReader(listener: Pick<PageListener, 'event' | 'unread'>): EntryReader {
  /** The latest `ecommerce` of an entry without an event: it belongs to the events that follow. */
  let ecommerce: unknown;
  return (entry, time) => {
    const given = objectOf(entry);
    const isCall = given[0] === 'event';
    const parameters = objectOf(isCall ? given[2] : given.ecommerce);
    const name = isCall ? given[1] : given.event;
    const voice = voiceOf(isCall, parameters);
    const universal = isCall ? null : eventsOfUniversal(parameters);
    const transaction = eventOfTransaction(given);
    const event = universal || transaction ? null : eventOfDataLayer(given, ecommerce);
    for (const one of universal ?? []) listener.event(withPageAddress(one), time, 'universal');
    if (transaction !== null) listener.event(transaction, time, 'universal');
    if (event !== null) listener.event(withPageAddress(event), time, voice);
    const hasShop = Object.keys(parameters).length > 0 || given.items !== undefined;
    if (!universal && transaction === null && event === null && hasShop) reportEntry(name, parameters, given, voice);
    if (!isCall && given.ecommerce !== undefined) ecommerce = name === undefined && !universal ? given.ecommerce : undefined;
  };

  function reportEntry(name: unknown, parameters: PageObject, given: PageObject, voice: Voice): void {
    const items = listOf(parameters.items ?? given.items);
    if (typeof name !== 'string') {
      // Items without an event wait for it.
      if (given[0] === undefined && items.length === 0) reportUnread(listener, voice, 'shape', Object.keys(parameters)[0], shapeOf(given));
    } else if (SHARED.includes(name)) reportUnread(listener, voice, items.length > 0 ? 'id' : 'shape', name, shapeOf(given));
    else if ((items.length > 0 || given.ecommerce !== undefined) && !KNOWN.test(name))
      reportUnread(listener, voice, 'name', name, shapeOf(given));
  }
}

/** Calls to several destinations tell one action several times. */
function voiceOf(isCall: boolean, { send_to: destination }: PageObject): Voice {
  if (!isCall) return 'gtm';
  const named = firstText(...listOf(destination));
  return named === undefined ? 'gtag' : `gtag ${named.slice(0, 40)}`;
}

function eventOf(name: unknown, parameters: PageObject, around: PageObject): PageEvent | null {
  if (typeof name !== 'string' || !SHARED.includes(name)) return null;
  const said = (field: string): string | undefined => firstText(parameters[field], around[field]);
  const listed = listOf(parameters.items ?? around.items).flatMap(readItem);
  const flat = (parameters.item_id ?? around.item_id) === undefined ? [] : readItem(parameters.item_id === undefined ? around : parameters);
  // A `share` has its item as `item_id`; a list would be left from an earlier push.
  const items = name === 'share' && flat.length > 0 ? flat : listed.length > 0 ? listed : flat;
  return pageEvent(name as EventName, {
    // A page about one product that has no id is that of its address.
    items:
      items.length > 0 || name !== 'view_item'
        ? items
        : eventItemOf(isNameless(parameters.items ?? around.items) ? pageAddress() : undefined),
    search_term: said('search_term'),
    transaction_id: said('transaction_id'),
    item_list_id: said('item_list_id'),
  });
}

/** Whether the one item of a list has a name and no id. */
function isNameless(items: unknown): boolean {
  const [item, ...more] = listOf(items).map(objectOf);
  return item !== undefined && more.length === 0 && item.item_id === undefined && item.id === undefined;
}

function readItem(item: unknown): EventItem[] {
  const { item_id: id, id: bare, quantity, price, index } = objectOf(item);
  return eventItemOf(firstText(id, bare), { quantity, price, index });
}
