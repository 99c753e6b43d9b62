import { element } from './element.js';
import { countOf } from './format-price.js';
import type { Shop } from './shop.js';

/** The foot of every page. */
export function createSiteFooter(shop: Shop): HTMLElement {
  const products = countOf(shop.catalog.items.length, 'product', 'products');
  return element(
    'footer',
    { class: 'site-footer' },
    element('p', {}, `Cairn & Kettle is an invented shop with ${products}. Nothing here can be bought, and no brand is real.`),
    element('p', {}, 'Its lists are worked out in this browser by Onshelf. What you look at is sent to nobody.'),
  );
}
