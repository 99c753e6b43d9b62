import { test } from '../tools/example-shops.js';
import { expectAccessible, expectCart, expectFallback, expectPanel, expectPersonalList, type ShopPages } from './shop-promises.js';

const pagesOf = (address: string): ShopPages => ({
  home: address,
  product: (id) => `${address}#/product/${id}`,
  known: `${address}#/known`,
});

test('the page shows the bestsellers while the pack is on its way', ({ page, viteShop }) => expectFallback(page, pagesOf(viteShop)));

test('after consent and three tents the list is personal, with reasons, without layout shift or a request to another host', ({
  page,
  viteShop,
}) => expectPersonalList(page, pagesOf(viteShop)));

test('the panel lists what was viewed, and forgets it', ({ page, viteShop }) => expectPanel(page, pagesOf(viteShop)));

test('axe finds nothing on a desktop and on a phone', ({ page, viteShop }) => expectAccessible(page, pagesOf(viteShop)));

test('"Add to cart" counts', ({ page, viteShop }) => expectCart(page, pagesOf(viteShop)));
