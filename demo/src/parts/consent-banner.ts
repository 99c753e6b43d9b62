import { denyConsent, grantConsent } from '../shop/consent-choice.js';
import type { Shop } from '../shop/shop.js';
import { button, element } from './element.js';

/** The banner that asks for consent. */
export interface ConsentBanner {
  readonly element: HTMLElement;
  update(): void;
}

/**
 * Creates the banner. Both answers take one click, and it does not return once answered.
 *
 * @param shop the shop
 * @param openDrawer opens the drawer "What this shop knows"
 */
export function createConsentBanner(shop: Shop, openDrawer: () => void): ConsentBanner {
  const banner = element(
    'aside',
    { class: 'consent', 'aria-label': 'May this shop remember?' },
    element(
      'p',
      {},
      'May this shop remember what you view? It stays ',
      element('strong', {}, 'in this browser'),
      ' and is sent to nobody. Until you choose, it is forgotten when you close the page.',
    ),
    element(
      'div',
      { class: 'choices' },
      button('Remember', { class: 'choice', 'data-testid': 'consent-grant' }, () => void grantConsent(shop).catch(openDrawer)),
      button('Do not remember', { class: 'choice', 'data-testid': 'consent-deny' }, () => void denyConsent(shop).catch(openDrawer)),
      button('See what it knows', { class: 'link' }, openDrawer),
    ),
  );
  const update = (): void => {
    banner.hidden = shop.shelf.consent.state !== 'unknown';
    document.body.classList.toggle('asking', !banner.hidden);
  };
  update();
  return { element: banner, update };
}
