import type { Answer, Shelf } from 'onshelf';
import type { Cart } from './cart.js';
import type { ShopCatalog } from './shop-catalog.js';

/** What every page of the shop works with. */
export interface Shop {
  readonly shelf: Shelf;
  readonly catalog: ShopCatalog;
  readonly cart: Cart;
  /** Whether anything was looked at, so that room can be kept for it before the list is here. */
  hasHistory(): boolean;
}

/** Places on the home page's own list. */
export const HOME_PLACES = 12;

/** The home page's list. The drawer explains this very one, so both ask here. */
export function askHomeList(shop: Shop): Promise<Answer> {
  return shop.shelf.recommend({ scenario: 'home', count: HOME_PLACES, exclude: 'seen' });
}
