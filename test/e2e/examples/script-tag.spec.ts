import { test } from '../tools/example-shops.js';
import { expectAccessible, expectCart, expectFallback, expectPanel, expectPersonalList, type ShopPages } from './shop-promises.js';

const pagesOf = (address: string): ShopPages => ({
  home: address,
  product: (id) => `${address}product.html?id=${id}`,
  known: `${address}known.html`,
});

test('the page shows the bestsellers while the pack is on its way', ({ page, tagShop }) => expectFallback(page, pagesOf(tagShop)));

test('after consent and three tents the list is personal, with reasons, without layout shift or a request to another host', ({
  page,
  tagShop,
}) => expectPersonalList(page, pagesOf(tagShop)));

test('the panel lists what was viewed, and forgets it', ({ page, tagShop }) => expectPanel(page, pagesOf(tagShop)));

test('axe finds nothing on a desktop and on a phone', ({ page, tagShop }) => expectAccessible(page, pagesOf(tagShop)));

test('"Add to cart" counts', ({ page, tagShop }) => expectCart(page, pagesOf(tagShop)));
