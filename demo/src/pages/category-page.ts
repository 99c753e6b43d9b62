import { element } from '../parts/element.js';
import { countOf } from '../parts/format-price.js';
import { hashOf } from '../parts/route.js';
import type { Shop } from '../shop/shop.js';
import type { Page } from './page.js';
import { productGrid } from './product-grid.js';

/**
 * The products of a category, with its neighbouring categories.
 *
 * @param shop the shop
 * @param path names of the levels, the department first
 */
export function categoryPage(shop: Shop, path: readonly string[]): Page {
  const { items } = shop.catalog.category(path);
  const title = path.at(-1) ?? '';
  const department = path.slice(0, 1);
  const beside = shop.catalog.children(department);
  const chips = [{ path: department, items: shop.catalog.category(department).items }, ...beside].map((category) => {
    const here = category.path.length === path.length && category.path.at(-1) === title;
    const label = category.path.length === 1 ? 'All' : (category.path.at(-1) ?? '');
    const link = element('a', { class: 'chip', href: hashOf({ page: 'category', path: category.path }) }, label);
    if (here) link.setAttribute('aria-current', 'page');
    return element('li', {}, link);
  });
  const page = element(
    'div',
    { class: 'page' },
    element('h1', {}, title),
    element('p', { class: 'caption' }, countOf(items.length, 'product', 'products')),
    element('ul', { class: 'chips', 'aria-label': `In ${department[0]}` }, ...chips),
    items.length > 0 ? productGrid(items) : element('p', { class: 'nothing' }, 'This category is empty.'),
  );
  return { element: page, title, update: () => {} };
}
