import type { Route } from '../parts/route.js';
import type { Shop } from '../shop/shop.js';
import { cartPage } from './cart-page.js';
import { categoryPage } from './category-page.js';
import { homePage } from './home-page.js';
import { knownPage } from './known-page.js';
import type { Page } from './page.js';
import { productPage } from './product-page.js';
import { searchPage } from './search-page.js';

/** Creates the page of a route. */
export function showPage(shop: Shop, route: Route): Page {
  switch (route.page) {
    case 'home':
      return homePage(shop);
    case 'product':
      return productPage(shop, route.id);
    case 'category':
      return categoryPage(shop, route.path);
    case 'search':
      return searchPage(shop, route.text);
    case 'cart':
      return cartPage(shop);
    case 'known':
      return knownPage(shop);
  }
}
