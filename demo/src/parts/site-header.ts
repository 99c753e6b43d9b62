import type { Shop } from '../shop/shop.js';
import { button, element } from './element.js';
import { hashOf, type Route } from './route.js';

/** The header of every page. */
export interface SiteHeader {
  readonly element: HTMLElement;
  update(route: Route): void;
}

/**
 * Creates the header: name, search, cart, the button of the drawer, and the departments.
 *
 * @param shop the shop
 * @param openDrawer opens "What this shop knows"
 */
export function createSiteHeader(shop: Shop, openDrawer: () => void): SiteHeader {
  const home = element('a', { class: 'brandmark', href: '#/' }, 'Cairn & Kettle');
  const search = createSearch(shop);
  const cartCount = element('span', { class: 'count', 'data-testid': 'cart-count' });
  const cart = element('a', { class: 'cart-link', href: '#/cart' }, 'Cart ', cartCount);
  const drawer = button(
    'What ',
    { class: 'quiet', 'data-testid': 'open-drawer', 'aria-haspopup': 'dialog', 'aria-label': 'What this shop knows' },
    openDrawer,
  );
  // A narrow screen shows only "it knows".
  drawer.append(element('span', { class: 'on-wide' }, 'this shop'), element('span', { class: 'on-narrow' }, 'it'), ' knows');
  const links = shop.catalog.departments.map(({ path }) => element('a', { href: hashOf({ page: 'category', path }) }, path[0]));
  const departments = element('nav', { class: 'departments', 'aria-label': 'Departments' }, ...links);
  const bar = element('div', { class: 'bar' }, home, search.form, drawer, cart);
  return {
    element: element('header', { class: 'site-header' }, bar, departments),
    update: (route) => {
      const count = shop.cart.count();
      cartCount.textContent = String(count);
      cart.setAttribute('aria-label', `Cart, ${count === 1 ? '1 piece' : `${count} pieces`}`);
      const department = route.page === 'category' ? route.path[0] : undefined;
      for (const link of links) {
        if (link.textContent === department) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
      search.box.value = route.page === 'search' ? route.text : '';
    },
  };
}

function createSearch(shop: Shop): { form: HTMLFormElement; box: HTMLInputElement } {
  const label = element('label', { class: 'unseen', for: 'search' }, 'Search the shop');
  const box = element('input', { id: 'search', type: 'search', name: 'q', placeholder: 'Search', autocomplete: 'off' });
  const form = element('form', { class: 'search', role: 'search' }, label, box);
  form.addEventListener('submit', (event) => {
    // The query stays in the page: the form is never submitted.
    event.preventDefault();
    const text = box.value.trim();
    if (text === '') return;
    void shop.shelf.track('search', { search_term: text });
    location.hash = hashOf({ page: 'search', text });
  });
  return { form, box };
}
