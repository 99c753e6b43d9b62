import type { Shop } from '../shop/shop.js';
import { element } from './element.js';
import { countOf } from './format-price.js';
import { hashOf } from './route.js';

/** The footer of every page. */
export function createSiteFooter(shop: Shop): HTMLElement {
  const products = countOf(shop.catalog.items.length, 'product', 'products');
  return element(
    'footer',
    { class: 'site-footer' },
    element('p', {}, `Cairn & Kettle is an invented shop with ${products}. Nothing here can be bought, and no brand is real.`),
    element(
      'p',
      {},
      'Onshelf computes its lists in this browser. What you view is sent to nobody. ',
      element('a', { href: hashOf({ page: 'known' }) }, 'Your data'),
    ),
  );
}
