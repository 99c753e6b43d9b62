import type { EventItem, EventName } from '../../types/event.js';
import type { ItemKey, PageEvent, PageListener } from '../../types/page-event.js';
import { eventItemOf, firstText, listOf, objectOf, type PageObject, pageEvent } from './fields/page-fields.js';
import { reportUnread } from './fields/report-unread.js';
import { shapeOf } from './fields/shape-of.js';

/** Prefix of the storage entries in which the pixel leaves events: one entry each, so that concurrent writes do not overwrite each other. */
export const PIXEL_PREFIX = 'onshelf-pixel:';

/** Shopify's standard events: Onshelf's name, and the items in `data`. */
const EVENTS: Readonly<Record<string, readonly [EventName, (data: PageObject) => readonly unknown[]]>> = {
  product_viewed: ['view_item', (data) => listOf(data.productVariant)],
  collection_viewed: ['view_item_list', (data) => listOf(objectOf(data.collection).productVariants)],
  search_submitted: ['view_search_results', (data) => listOf(objectOf(data.searchResult).productVariants)],
  product_added_to_cart: ['add_to_cart', (data) => listOf(data.cartLine)],
  product_removed_from_cart: ['remove_from_cart', (data) => listOf(data.cartLine)],
  cart_viewed: ['view_cart', (data) => listOf(objectOf(data.cart).lines)],
  checkout_started: ['begin_checkout', lineItems],
  checkout_shipping_info_submitted: ['add_shipping_info', lineItems],
  payment_info_submitted: ['add_payment_info', lineItems],
  checkout_completed: ['purchase', lineItems],
};

/**
 * Converts a standard event of Shopify's web pixels.
 *
 * @param event from `analytics.subscribe()` in a pixel
 * @param key which identifier of an item to use: `id` is the variant's, `group` the product's
 * @returns null for events that are not recorded
 * @see https://shopify.dev/docs/api/web-pixels-api/standard-events
 */
export function eventOfShopify(event: unknown, key: ItemKey = 'id'): PageEvent | null {
  const { name, data: given } = objectOf(event);
  if (typeof name !== 'string' || !Object.hasOwn(EVENTS, name)) return null;
  const [own, find] = EVENTS[name];
  const data = objectOf(given);
  const checkout = objectOf(data.checkout);
  return pageEvent(own, {
    items: find(data).flatMap((line) => readLine(line, key)),
    search_term: firstText(objectOf(data.searchResult).query),
    transaction_id: own === 'purchase' ? bareId(objectOf(checkout.order).id ?? checkout.token) : undefined,
    item_list_id: bareId(objectOf(data.collection).id),
  });
}

/**
 * Takes the events that a pixel has left. A pixel runs in a sandbox and reaches only the page's session storage, which only the shop's own pages
 * can write.
 *
 * @param storage returns the page's `sessionStorage`; a refusal is handled
 * @returns number of entries taken
 */
export function takePixelEvents(storage: () => Storage, listener: Pick<PageListener, 'event' | 'unread'>, key?: ItemKey): number {
  try {
    const place = storage();
    const left = Object.keys(place)
      .filter((name) => name.startsWith(PIXEL_PREFIX))
      .map((name) => {
        const text = place.getItem(name);
        place.removeItem(name);
        return parse(text);
      })
      .map((event) => ({ event, time: Date.parse(String(objectOf(event).timestamp)) }))
      .sort((one, other) => one.time - other.time);
    for (const { event, time } of left) {
      const said = eventOfShopify(event, key);
      // The pixel's clock may be ahead of this one.
      if (said !== null) listener.event(said, Number.isNaN(time) ? undefined : Math.min(time, Date.now()), 'shopify');
      else reportStandard(event, listener);
    }
    return left.length;
  } catch {
    return 0;
  }
}

/**
 * Reads a call of `Shopify.analytics.publish()`.
 *
 * @param data with the members of the standard event's `data`, or within a `data` of its own
 * @param time of the call, milliseconds since 1970
 * @param key which identifier of an item to use
 */
export function readShopifyCall(
  [name, data]: readonly [name: unknown, data: unknown],
  time: number,
  listener: Pick<PageListener, 'event' | 'unread'>,
  key: ItemKey,
): void {
  const event = { name, data: objectOf(data).data ?? data };
  const said = eventOfShopify(event, key);
  if (said !== null) listener.event(said, time, 'shopify');
  else reportStandard(event, listener);
}

/** Reports a standard event without items; events of other names are the shop's own. */
function reportStandard(event: unknown, listener: Pick<PageListener, 'unread'>): void {
  const { name } = objectOf(event);
  if (typeof name === 'string' && Object.hasOwn(EVENTS, name)) reportUnread(listener, 'shopify', 'shape', name, shapeOf(event));
}

function lineItems(data: PageObject): readonly unknown[] {
  return listOf(objectOf(data.checkout).lineItems);
}

/** The variant of a line: `merchandise` in a cart, `variant` in a checkout, else the line itself. */
function readLine(line: unknown, key: ItemKey): EventItem[] {
  const { merchandise, variant, quantity } = objectOf(line);
  const { id, sku, product, price } = objectOf(merchandise ?? variant ?? line);
  const group = bareId(objectOf(product).id);
  const own = bareId(id);
  const ids = { id: own ?? group, sku: firstText(sku) ?? own, group: group ?? own };
  return eventItemOf(ids[key], { quantity, price: objectOf(price).amount ?? price });
}

/** The number in an id such as `gid://shopify/ProductVariant/42`. */
function bareId(id: unknown): string | undefined {
  return firstText(id)?.replace(/^gid:.*\//, '');
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
