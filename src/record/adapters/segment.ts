import type { EventItem, EventName } from '../../types/event.js';
import type { ItemKey, PageEvent, PageListener } from '../../types/page-event.js';
import { withPageAddress } from './fields/page-address.js';
import { eventItemOf, firstText, listOf, objectOf, type PageObject, pageEvent } from './fields/page-fields.js';
import { reportUnread } from './fields/report-unread.js';
import { shapeOf } from './fields/shape-of.js';

/** Segment's event names, with their words in order of the alphabet: version 1 says `Viewed Product`, version 2 `Product Viewed`. */
const NAMES: Readonly<Record<string, EventName>> = {
  'products searched': 'search',
  'product searched': 'search',
  'list product viewed': 'view_item_list',
  'category product viewed': 'view_item_list',
  'filtered list product': 'view_item_list',
  'clicked product': 'select_item',
  'product viewed': 'view_item',
  'added product': 'add_to_cart',
  'product removed': 'remove_from_cart',
  'cart viewed': 'view_cart',
  'checkout started': 'begin_checkout',
  'order started': 'begin_checkout',
  'entered info payment': 'add_payment_info',
  'completed order': 'purchase',
  'order refunded': 'refund',
  'cancelled order': 'refund',
  'added product to wishlist': 'add_to_wishlist',
  'added cart product to wishlist': 'add_to_cart',
  'product shared': 'share',
  'product reviewed': 'rate',
};
/** Events of the specification that are not recorded. */
const KNOWN = /promotion|coupon|checkout .*step|order updated|updated order|cart shared|removed from wishlist/;

/**
 * Converts a call of `analytics.track()` by Segment's ecommerce specification, versions 1 and 2.
 *
 * @param name event name, in any case
 * @param properties any value
 * @param key which identifier of an item to use
 * @returns null for events that are not recorded
 * @see https://segment.com/docs/connections/spec/ecommerce/v2/
 */
export function eventOfSegment(name: unknown, properties: unknown, key: ItemKey = 'id'): PageEvent | null {
  const own = nameOf(name);
  if (own === undefined) return null;
  const given = objectOf(properties);
  const rating = Number(firstText(given.rating));
  if (own === 'rate' && !(rating >= 1 && rating <= 5)) return null;
  const isOrder = own === 'purchase' || own === 'refund';
  const listed = listOf(given.products ?? given.product);
  const products = listed.length > 0 || given.products !== undefined ? listed : own === 'refund' ? [] : [given];
  return pageEvent(own, {
    items: products.flatMap((product) => readProduct(product, key, isOrder && listed.length === 0)),
    search_term: firstText(given.query, given.search_term, given.searchTerm, given.term),
    transaction_id: isOrder ? firstText(given.order_id, given.orderId, given.id) : undefined,
    item_list_id: firstText(given.list_id, given.listId),
    value: own === 'rate' ? rating : undefined,
  });
}

/**
 * Reads a call of one page, with its time in milliseconds since 1970. `queued`: it still waits for Segment's library, which then tells it again.
 */
export type SegmentReader = (name: unknown, properties: unknown, time: number, queued: boolean) => void;

/**
 * Creates a reader of calls.
 *
 * @param listener receives their events
 * @param key which identifier of an item to use
 */
export function createSegmentReader(listener: Pick<PageListener, 'event' | 'unread'>, key: ItemKey): SegmentReader {
  /** Calls heard in the queue, that the library will tell again. */
  const queuedCalls = new Map<string, number>();
  return (name, properties, time, queued) => {
    const event = eventOfSegment(name, properties, key);
    if (event === null) {
      const words = typeof name === 'string' ? name.toLowerCase() : '';
      if (!queued && !KNOWN.test(words))
        reportUnread(listener, 'segment', nameOf(name) === undefined ? 'name' : 'shape', `${name}`, shapeOf({ event: name, properties }));
      return;
    }
    const call = JSON.stringify(event);
    const waiting = queuedCalls.get(call) ?? 0;
    if (queued) queuedCalls.set(call, waiting + 1);
    else if (waiting > 0) {
      queuedCalls.set(call, waiting - 1);
      return;
    }
    listener.event(withPageAddress(event), time, 'segment');
  };
}

function nameOf(name: unknown): EventName | undefined {
  if (typeof name !== 'string') return undefined;
  const words = name
    .trim()
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[\s_]+/)
    .sort()
    .join(' ');
  return Object.hasOwn(NAMES, words) ? NAMES[words] : undefined;
}

function readProduct(product: unknown, key: ItemKey, isOrder: boolean): EventItem[] {
  const { product_id: id, productId, id: bare, sku, quantity, price } = objectOf(product) as PageObject;
  // Of an order without a list, `id` may be the order's, and is used last.
  const own = isOrder ? firstText(id, productId, sku, bare) : firstText(id, productId, bare, sku);
  return eventItemOf(key === 'sku' ? firstText(sku, own) : own, { quantity, price });
}
