import type { ShopEvent } from '../tools/trackers/shop-event.js';

/** The event that every contender records: a product is viewed. */
export const VIEW: ShopEvent = { name: 'view_item', parameters: { items: [{ item_id: 'sku-1', price: 95 }] } };
