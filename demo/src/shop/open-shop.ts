import { createShelf } from 'onshelf';
import { createCart } from './cart.js';
import { wasDeclined } from './consent-choice.js';
import type { Shop } from './shop.js';
import { loadShopCatalog } from './shop-catalog.js';

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
  if (catalog.items.length === 0) throw new Error((await shelf.health()).lastError?.message ?? 'It contains no products.');
  const cart = createCart(() => shelf.consent.state === 'granted');
  let viewed = 0;
  const count = async (): Promise<void> => {
    viewed = (await shelf.recentlyViewed({ count: 1 })).items.length;
  };
  shelf.subscribe(() => void count());
  await count();
  return { shelf, catalog, cart, hasHistory: () => viewed > 0 };
}
