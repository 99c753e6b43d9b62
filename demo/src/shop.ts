import { type Answer, createShelf, type Shelf } from 'onshelf';
import { type Cart, createCart } from './cart.js';
import { wasDeclined } from './consent-choice.js';
import { loadShopCatalog, type ShopCatalog } from './shop-catalog.js';

/** What every page of the shop works with. */
export interface Shop {
  readonly shelf: Shelf;
  readonly catalog: ShopCatalog;
  readonly cart: Cart;
  /** Whether anything was looked at, so that room can be kept for it before the list is here. */
  hasHistory(): boolean;
}

const BACKENDS = ['auto', 'webgpu', 'js'] as const;

/** Opens the shop: the shelf over the pack beside this page, its catalogue, and a cart. */
export async function openShop(): Promise<Shop> {
  const wanted = new URLSearchParams(location.search).get('backend');
  const shelf = await createShelf({
    pack: new URL('./pack/pack.json', document.baseURI).href,
    backend: BACKENDS.find((backend) => backend === wanted) ?? 'auto',
    ...(wasDeclined() ? { consent: 'denied' as const } : {}),
  });
  const catalog = await loadShopCatalog(shelf);
  if (catalog.items.length === 0) throw new Error((await shelf.health()).lastError?.message ?? 'It holds no products.');
  const cart = createCart(() => shelf.consent.state === 'granted');
  let viewed = 0;
  const count = async (): Promise<void> => {
    viewed = (await shelf.recentlyViewed({ count: 1 })).items.length;
  };
  shelf.subscribe(() => void count());
  await count();
  return { shelf, catalog, cart, hasHistory: () => viewed > 0 };
}

/** Places on the home page's own list. */
export const HOME_PLACES = 12;

/** The home page's list. The drawer explains this very one, so both ask here. */
export function askHomeList(shop: Shop): Promise<Answer> {
  return shop.shelf.recommend({ scenario: 'home', count: HOME_PLACES, exclude: 'seen' });
}
