import type { EventItem, EventName } from '../../types/event.js';
import type { ItemKey, PageEvent } from '../../types/page-event.js';
import { eventItemOf, firstText, listOf, objectOf, pageEvent } from './page-fields.js';

/** Segment's event names, and Onshelf's. */
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
 * Converts a call of `analytics.track()` by Segment's ecommerce specification, version 2.
 *
 * @param name event name
 * @param properties any value
 * @param key which identifier of an item to use
 * @returns null for events that are not recorded
 * @see https://segment.com/docs/connections/spec/ecommerce/v2/
 */
export function eventOfSegment(name: unknown, properties: unknown, key: ItemKey = 'id'): PageEvent | null {
  if (typeof name !== 'string' || !Object.hasOwn(NAMES, name)) return null;
  const given = objectOf(properties);
  const own = NAMES[name];
  const rating = Number(firstText(given.rating));
  if (own === 'rate' && !(rating >= 1 && rating <= 5)) return null;
  const products = given.products === undefined ? [given] : listOf(given.products);
  return pageEvent(own, {
    items: products.flatMap((product) => readProduct(product, key)),
    search_term: firstText(given.query),
    transaction_id: own === 'purchase' || own === 'refund' ? firstText(given.order_id) : undefined,
    item_list_id: firstText(given.list_id),
    value: own === 'rate' ? rating : undefined,
  });
}

function readProduct(product: unknown, key: ItemKey): EventItem[] {
  const { product_id: id, sku, quantity, price } = objectOf(product);
  return eventItemOf(key === 'sku' ? firstText(sku, id) : firstText(id, sku), quantity, price);
}
