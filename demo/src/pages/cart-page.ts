import type { CatalogItem } from 'onshelf';
import { productDrawing } from '../drawings/product-drawing.js';
import { button, element } from '../parts/element.js';
import { formatPrice } from '../parts/format-price.js';
import { hashOf } from '../parts/route.js';
import type { CartLine } from '../shop/cart.js';
import type { Shop } from '../shop/shop.js';
import type { Page } from './page.js';
import { eventItem } from './product-page.js';

interface Bought extends CartLine {
  readonly item: CatalogItem;
}

/** The cart: take things out, or buy them. */
export function cartPage(shop: Shop): Page {
  const body = element('div');
  const said = element('p', { class: 'said', role: 'status' });
  const update = (): void => body.replaceChildren(...cartBody(shop, said));
  update();
  return { element: element('div', { class: 'page cart' }, element('h1', {}, 'Cart'), body, said), title: 'Cart', update };
}

function cartBody(shop: Shop, said: HTMLElement): HTMLElement[] {
  const lines = linesOf(shop);
  if (lines.length === 0) {
    const back = element('a', { class: 'more', href: '#/' }, 'Back to the shop');
    return [element('p', { class: 'nothing' }, 'The cart is empty. ', back)];
  }
  const buy = button('Buy', { class: 'primary', 'data-testid': 'buy' }, () => {
    const items = lines.map(({ item, quantity }) => ({ ...eventItem(item), quantity }));
    void shop.shelf.track('purchase', { transaction_id: crypto.randomUUID(), items });
    said.textContent = 'Thank you. Nothing was charged: the shop is invented.';
    shop.cart.clear();
  });
  const total = lines.reduce((sum, { item, quantity }) => sum + (item.price ?? 0) * quantity, 0);
  const sum = element('p', { class: 'total' }, 'Total ', element('strong', {}, formatPrice({ ...lines[0].item, price: total })));
  return [element('ul', { class: 'lines' }, ...lines.map((line) => cartLine(shop, line, said))), sum, buy];
}

function cartLine(shop: Shop, { item, quantity }: Bought, said: HTMLElement): HTMLElement {
  const title = item.title ?? item.id;
  const remove = button('Remove', { class: 'link', 'data-testid': 'remove-from-cart', 'aria-label': `Remove ${title}` }, () => {
    void shop.shelf.track('remove_from_cart', { items: [{ ...eventItem(item), quantity }] });
    said.textContent = `${title} is removed from the cart.`;
    shop.cart.remove(item.id);
  });
  return element(
    'li',
    { class: 'line', 'data-item-id': item.id },
    productDrawing(item),
    element('a', { href: hashOf({ page: 'product', id: item.id }) }, title),
    element('span', { class: 'caption' }, `${quantity} ×`),
    element('span', { class: 'price' }, formatPrice(item, quantity)),
    remove,
  );
}

/** The lines whose product is in the pack. */
function linesOf(shop: Shop): Bought[] {
  return shop.cart.lines().flatMap((line) => {
    const item = shop.catalog.find(line.id);
    return item === undefined ? [] : [{ ...line, item }];
  });
}
