import { createKnowledgeDrawer } from './drawer/knowledge-drawer.js';
import type { Page } from './pages/page.js';
import { showPage } from './pages/show-page.js';
import { createConsentBanner } from './parts/consent-banner.js';
import { element } from './parts/element.js';
import { parseRoute } from './parts/route.js';
import { createSiteFooter } from './parts/site-footer.js';
import { createSiteHeader } from './parts/site-header.js';
import { openShop } from './shop/open-shop.js';
import type { Shop } from './shop/shop.js';

const root = document.getElementById('shop');
if (root) {
  openShop().then(
    (shop) => start(root, shop),
    (error: unknown) => root.replaceChildren(failure(error)),
  );
}

/** Shows the shop and updates it when the address, the cart or the profile changes. */
function start(place: HTMLElement, shop: Shop): void {
  const drawer = createKnowledgeDrawer(shop);
  const header = createSiteHeader(shop, () => drawer.open());
  const banner = createConsentBanner(shop, () => drawer.open());
  const main = element('main', { id: 'main', tabindex: '-1' });
  place.replaceChildren(header.element, main, createSiteFooter(shop), banner.element, drawer.element);

  let page: Page | undefined;
  const navigate = (): void => {
    const first = page === undefined;
    const route = parseRoute(location.hash);
    page = showPage(shop, route);
    main.replaceChildren(page.element);
    document.title = page.title === '' ? 'Cairn & Kettle' : `${page.title} · Cairn & Kettle`;
    header.update(route);
    if (first) return;
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  };
  const update = (): void => {
    page?.update();
    banner.update();
    drawer.update();
  };
  document.querySelector('.skip')?.addEventListener('click', (event) => {
    // The fragment names the page, so the focus is moved by script.
    event.preventDefault();
    main.focus();
  });
  window.addEventListener('hashchange', navigate);
  shop.shelf.subscribe(update);
  shop.cart.subscribe(() => {
    header.update(parseRoute(location.hash));
    page?.update();
  });
  navigate();
}

function failure(error: unknown): HTMLElement {
  const words = error instanceof Error ? error.message : String(error);
  const heading = element('h1', {}, 'The shop cannot be shown');
  return element('main', { class: 'page notice', id: 'main' }, heading, element('p', {}, `The shop's pack could not be read. ${words}`));
}
