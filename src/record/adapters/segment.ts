import type { EventItem, EventName } from '../../types/event.js';
import type { ItemKey, PageEvent, PageListener } from '../../types/page-event.js';
import { itemOf, listOf, objectOf, pageEvent, textOf } from './page-fields.js';

/** Segment's names, and ours. */
const NAMES: Readonly<Record<string, EventName>> = {
  'Products Searched': 'search',
  'Product List Viewed': 'view_item_list',
  'Product List Filtered': 'view_item_list',
  'Product Clicked': 'select_item',
  'Product Viewed': 'view_item',
  'Product Added': 'add_to_cart',
  'Product Removed': 'remove_from_cart',
  'Cart Viewed': 'view_cart',
  'Checkout Started': 'begin_checkout',
  'Payment Info Entered': 'add_payment_info',
  'Order Completed': 'purchase',
  'Order Refunded': 'refund',
  'Order Cancelled': 'refund',
  'Product Added to Wishlist': 'add_to_wishlist',
  'Wishlist Product Added to Cart': 'add_to_cart',
  'Product Shared': 'share',
  'Product Reviewed': 'rate',
};

/**
 * Translates a call of `analytics.track()` by Segment's ecommerce specification, version 2, which others have copied.
 *
 * @param name event name
 * @param properties whatever was passed with it
 * @param key which of an item's names to take
 * @returns null where the event is none that is recorded
 * @see https://segment.com/docs/connections/spec/ecommerce/v2/
 */
export function eventOfSegment(name: unknown, properties: unknown, key: ItemKey = 'id'): PageEvent | null {
  if (typeof name !== 'string' || !Object.hasOwn(NAMES, name)) return null;
  const given = objectOf(properties);
  const own = NAMES[name];
  const rating = Number(textOf(given.rating));
  if (own === 'rate' && !(rating >= 1 && rating <= 5)) return null;
  const products = given.products === undefined ? [given] : listOf(given.products);
  return pageEvent(own, {
    items: products.flatMap((product) => readProduct(product, key)),
    search_term: textOf(given.query),
    transaction_id: own === 'purchase' || own === 'refund' ? textOf(given.order_id) : undefined,
    item_list_id: textOf(given.list_id),
    value: own === 'rate' ? rating : undefined,
  });
}

/**
 * Listens to Segment's library, or to the stub that stands in for it until it is loaded: both tell of each call to `track()`
 * themselves, calls made before included.
 *
 * @param analytics the page's `analytics`; anything else is left alone
 * @returns whether it is listened to
 */
export function listenToSegment(analytics: unknown, listener: PageListener, key?: ItemKey): boolean {
  try {
    const { on } = objectOf(typeof analytics === 'function' ? { on: (analytics as { on?: unknown }).on } : analytics);
    if (typeof on !== 'function') return false;
    Reflect.apply(on, analytics, [
      'track',
      (name: unknown, properties: unknown) => {
        try {
          const event = eventOfSegment(name, properties, key);
          if (event !== null) listener.event(event);
        } catch {
          // Getters and proxies of the page's may throw: then there is nothing to be read.
        }
      },
    ]);
    return true;
  } catch {
    return false;
  }
}

function readProduct(product: unknown, key: ItemKey): EventItem[] {
  const { product_id: id, sku, quantity, price } = objectOf(product);
  return itemOf(key === 'sku' ? textOf(sku, id) : textOf(id, sku), quantity, price);
}
