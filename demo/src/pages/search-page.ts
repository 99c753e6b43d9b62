import { element } from '../parts/element.js';
import { countOf } from '../parts/format-price.js';
import type { Shop } from '../shop/shop.js';
import type { Page } from './page.js';
import { productGrid } from './product-grid.js';

/**
 * Search results. The search runs in the page, over the pack.
 *
 * @param shop the shop
 * @param text the query
 */
export function searchPage(shop: Shop, text: string): Page {
  const found = shop.catalog.search(text);
  const page = element(
    'div',
    { class: 'page' },
    element('h1', {}, `“${text}”`),
    element(
      'p',
      { class: 'caption' },
      `${countOf(found.length, 'product', 'products')}. Searched in this browser; your query is sent to nobody.`,
    ),
    found.length > 0 ? productGrid(found) : element('p', { class: 'nothing' }, 'Nothing found. Try “tent”, “rope” or a brand.'),
  );
  return { element: page, title: text, update: () => {} };
}
