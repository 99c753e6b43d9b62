import type { CatalogItem } from 'onshelf';
import { productDrawing } from '../drawings/product-drawing.js';
import { element } from './element.js';
import { formatPrice } from './format-price.js';
import { hashOf } from './route.js';

/**
 * A product card: drawing, brand, title and price, as one link.
 *
 * @param item the product
 * @param note short reason for the product
 */
export function productCard(item: CatalogItem, note?: string): HTMLElement {
  const title = item.title ?? item.id;
  const lines = [
    element('span', { class: 'brand' }, item.brand ?? ''),
    element('span', { class: 'title' }, title),
    element('span', { class: 'price' }, formatPrice(item)),
  ];
  if (note !== undefined) lines.push(element('span', { class: 'note', title: note }, note));
  const link = element('a', { href: hashOf({ page: 'product', id: item.id }) }, productDrawing(item), ...lines);
  return element('li', { class: 'card', 'data-testid': 'card', 'data-item-id': item.id }, link);
}

/** A placeholder of a card's size, so that nothing moves when the product arrives. */
export function emptyCard(): HTMLElement {
  return element('li', { class: 'card empty', 'aria-hidden': 'true' });
}
