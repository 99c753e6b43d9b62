import type { Answer, Shelf } from 'onshelf';
import type { Cart } from './cart.js';
import type { ShopCatalog } from './shop-catalog.js';

/** Everything that a page of the shop needs. */
export interface Shop {
  readonly shelf: Shelf;
  readonly catalog: ShopCatalog;
  readonly cart: Cart;
  /** Whether any product was viewed, so that a page can reserve space for the list. */
  hasHistory(): boolean;
}

/** Number of products in the home list. */
export const HOME_PLACES = 12;

/** The home list, for the home page and for the drawer that explains it. */
export function askHomeList(shop: Shop): Promise<Answer> {
  return shop.shelf.recommend({ scenario: 'home', count: HOME_PLACES, exclude: 'seen' });
}
