import type { ShopEvent } from '../record/shop-event.js';

/** What the page tells everybody: that a product is looked at. */
export const VIEW: ShopEvent = { name: 'view_item', parameters: { items: [{ item_id: 'sku-1', price: 95 }] } };
