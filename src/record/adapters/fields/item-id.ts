import type { ItemKey } from '../../../types/page-event.js';
import { firstText, objectOf, type PageObject } from './page-fields.js';

/** What pages call an item's id, apart from `id` alone; the first that an item has counts. */
const NAMED = ['item_id', 'itemId', 'itemID', 'product_id', 'productId', 'productID', 'ecomm_prodid', 'content_id'] as const;
/** What pages call it where nothing else can be meant: within an item. */
const NAMES: Readonly<Record<ItemKey, readonly string[]>> = {
  id: [],
  sku: ['sku', 'item_sku', 'product_sku'],
  group: ['item_group_id', 'itemGroupId', 'group_id', 'parent_id', 'parent_sku'],
};
const OTHERS = ['id', ...NAMES.sku, 'variant_id', 'variantId'];

/**
 * The id of an item, by any of the names that pages give it.
 *
 * @param item any value
 * @param key which identifier of the item to use, if it has several
 */
export function idOfItem(item: unknown, key: ItemKey): string | undefined {
  const given = objectOf(item);
  const [first, ...more] = NAMED;
  return firstText(...[...NAMES[key], first, 'id', ...more, ...OTHERS].map((name) => given[name]));
}

/** Whether an object that is more than an item, such as an event's parameters, names an item: `id` alone may be anything's. */
export function namesItem(given: PageObject): boolean {
  return NAMED.some((name) => given[name] !== undefined);
}
