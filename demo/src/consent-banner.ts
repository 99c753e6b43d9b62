import { denyConsent, grantConsent } from './consent-choice.js';
import { button, element } from './element.js';
import type { Shop } from './shop.js';

/** The question whether the shop may remember. */
export interface ConsentBanner {
  readonly element: HTMLElement;
  update(): void;
}

/**
 * Makes the banner. It covers nothing that matters, both answers are as easy, and it does not come back once answered.
 *
 * @param shop the shop
 * @param openDrawer shows what is known so far
 */
export function createConsentBanner(shop: Shop, openDrawer: () => void): ConsentBanner {
  const banner = element(
    'aside',
    { class: 'consent', 'aria-label': 'May this shop remember?' },
    element(
      'p',
      {},
      'May this shop remember what you look at? It stays ',
      element('strong', {}, 'in this browser'),
      ' and is sent to nobody. Until you choose, it is forgotten when you close the page.',
    ),
    element(
      'div',
      { class: 'choices' },
      button('Remember', { class: 'choice', 'data-testid': 'consent-grant' }, () => void grantConsent(shop).catch(openDrawer)),
      button('Do not', { class: 'choice', 'data-testid': 'consent-deny' }, () => void denyConsent(shop).catch(openDrawer)),
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
