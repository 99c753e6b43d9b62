import type { CatalogItem } from 'onshelf';
import { productDrawing } from '../drawings/product-drawing.js';
import { button, element } from '../parts/element.js';
import { formatPrice } from '../parts/format-price.js';
import { createRail } from '../parts/rail.js';
import { hashOf } from '../parts/route.js';
import type { Shop } from '../shop/shop.js';
import { categoryPath } from '../shop/shop-catalog.js';
import type { Page } from './page.js';

const RELATED_PLACES = 12;

/** A product with related ones. Opening it records a `view_item`. */
export function productPage(shop: Shop, id: string): Page {
  const item = shop.catalog.find(id);
  if (item === undefined) return missing(id);
  void shop.shelf.track('view_item', { items: [eventItem(item)] });
  const related = createRail({
    title: 'Goes with it',
    testId: 'rail-related',
    places: RELATED_PLACES,
    nothing: 'Nothing goes with this product yet.',
    ask: () => shop.shelf.related(id, { count: RELATED_PLACES }),
  });
  related.refresh();
  const title = item.title ?? item.id;
  const page = element(
    'div',
    { class: 'page' },
    trail(item),
    element('article', { class: 'product' }, element('div', { class: 'picture' }, productDrawing(item)), facts(shop, item, title)),
    related.element,
  );
  return { element: page, title, update: () => {} };
}

function facts(shop: Shop, item: CatalogItem, title: string): HTMLElement {
  const said = element('p', { class: 'said', role: 'status' });
  const add = button('Add to cart', { class: 'primary', 'data-testid': 'add-to-cart' }, () => {
    shop.cart.add(item.id);
    void shop.shelf.track('add_to_cart', { items: [{ ...eventItem(item), quantity: 1 }] });
    said.textContent = 'Added to the cart.';
  });
  const inStock = item.availability === undefined || /in.?stock/i.test(item.availability);
  if (!inStock) {
    add.disabled = true;
    add.textContent = 'Out of stock';
  }
  const speak = (kind: 'hide' | 'own', words: string) => () => {
    void shop.shelf.feedback(item.id, kind);
    said.textContent = words;
  };
  return element(
    'div',
    { class: 'facts' },
    element('p', { class: 'brand' }, item.brand ?? ''),
    element('h1', {}, title),
    element('p', { class: 'price' }, formatPrice(item)),
    add,
    element(
      'div',
      { class: 'asides' },
      button('Not for me', { class: 'link' }, speak('hide', 'It will not be suggested again.')),
      button('I have one', { class: 'link' }, speak('own', 'Saved in this browser only.')),
    ),
    said,
    element(
      'dl',
      { class: 'details' },
      ...detail('Number', item.id),
      ...detail('Model', item.item_group_id),
      ...detail('In', categoryPath(item).join(', ')),
    ),
  );
}

function detail(name: string, value: string | undefined): HTMLElement[] {
  return value ? [element('dt', {}, name), element('dd', {}, value)] : [];
}

function trail(item: CatalogItem): HTMLElement {
  const path = categoryPath(item);
  const links = path.map((name, level) => element('a', { href: hashOf({ page: 'category', path: path.slice(0, level + 1) }) }, name));
  return element('nav', { class: 'trail', 'aria-label': 'Where this is' }, element('a', { href: '#/' }, 'Shop'), ...links);
}

function missing(id: string): Page {
  const page = element(
    'div',
    { class: 'page notice' },
    element('h1', {}, 'Product not found'),
    element('p', {}, `There is no product “${id}”.`),
  );
  return { element: page, title: 'Not found', update: () => {} };
}

/** A product as an item of an event. */
export function eventItem(item: CatalogItem): { item_id: string; price?: number } {
  return item.price === undefined ? { item_id: item.id } : { item_id: item.id, price: item.price };
}
