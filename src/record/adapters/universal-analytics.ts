import type { EventItem, EventName } from '../../types/event.js';
import type { ItemKey, PageEvent } from '../../types/page-event.js';
import { idOfItem } from './fields/item-id.js';
import { eventItemOf, firstText, listOf, objectOf, type PageObject, pageEvent } from './fields/page-fields.js';

/** Actions of Universal Analytics' enhanced ecommerce, and their events. null: nothing is recorded. */
const ACTIONS: Readonly<Record<string, EventName | null>> = {
  impressions: 'view_item_list',
  click: 'select_item',
  detail: 'view_item',
  add: 'add_to_cart',
  remove: 'remove_from_cart',
  checkout: 'begin_checkout',
  checkout_option: null,
  purchase: 'purchase',
  refund: 'refund',
  promoView: null,
  promoClick: null,
};

/**
 * Reads the enhanced ecommerce objects of Universal Analytics: `{ detail: { products: [{ id }] } }` and the like. An object may have several actions.
 *
 * @param ecommerce the `ecommerce` of an entry of the data layer
 * @param key which identifier of an item to use
 * @param named the event that the entry names besides, if it does: some plugins list a cart as impressions
 * @returns null if it has no such action; within the list, null for an action whose products cannot be read
 * @see https://developers.google.com/analytics/devguides/collection/ua/gtm/enhanced-ecommerce
 */
export function eventsOfUniversal(ecommerce: PageObject, key: ItemKey, named?: EventName): (PageEvent | null)[] | null {
  const actions = Object.keys(ACTIONS).filter((action) => typeof ecommerce[action] === 'object' && ecommerce[action] !== null);
  if (actions.length === 0) return null;
  return actions.flatMap((action) => {
    const name = action === 'impressions' && actions.length === 1 ? (named ?? 'view_item_list') : ACTIONS[action];
    const said = ecommerce[action];
    const { actionField, products, items, ...bare } = Array.isArray(said) ? { products: said } : objectOf(said);
    const fields = { ...bare, ...objectOf(actionField) } as PageObject;
    // The steps after the first are no further checkouts.
    if (name === null || (action === 'checkout' && Number(fields.step ?? 1) > 1)) return [];
    const listed = listOf(products ?? items ?? (action === 'impressions' ? said : undefined));
    const isOrder = name === 'purchase' || name === 'refund';
    const event = pageEvent(name, {
      items: listed.flatMap((product) => readProduct(product, key)),
      transaction_id: isOrder ? firstText(fields.id, fields.transaction_id) : undefined,
      item_list_id: firstText(fields.list, objectOf(listed[0]).list),
    });
    // An empty list is a list.
    return event === null && listed.length === 0 && name === 'view_item_list' ? [] : [event];
  });
}

/**
 * Reads the standard ecommerce of Universal Analytics: `transactionId` and `transactionProducts` of an entry.
 *
 * @param key which identifier of an item to use
 * @returns null if the entry has none
 */
export function eventOfTransaction({ transactionId, transactionProducts }: PageObject, key: ItemKey): PageEvent | null {
  const items = listOf(transactionProducts).flatMap((product) => readProduct(product, key));
  return pageEvent('purchase', { items, transaction_id: firstText(transactionId) });
}

function readProduct(product: unknown, key: ItemKey): EventItem[] {
  const { quantity, price } = objectOf(product);
  return eventItemOf(idOfItem(product, key), { quantity, price });
}
