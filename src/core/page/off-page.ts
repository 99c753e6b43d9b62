import type { Note } from '../../types/note.js';
import { warnOnce } from '../text/warn-once.js';
import { pageHas } from './platform.js';

/** A field for the number of a payment card (https://html.spec.whatwg.org/#autofill). */
const CARD_NUMBER = '[autocomplete~="cc-number" i]';
/** Shopify's checkout, but not the page that thanks for the order. */
const SHOPIFY_CHECKOUT = /^\/(\d+\/)?checkouts\/(?!.*\/thank[-_]you\/?$)/;

/** Milliseconds between looks at a page that is off, while something waits for it. */
const OFF_INTERVAL_MS = 500;

const noteOf = (why: string): Note => ({
  code: 'page-off',
  message: `Nothing is recorded, stored or requested on this page, since ${why}.`,
});

/**
 * Why nothing is done on this page now, as its owner says; null: nothing says so. A word that says nothing is told once on the console.
 *
 * @param page the option `page`; throws what a function of the shop throws
 */
export function markedOff(page: unknown): Note | null {
  const marked = typeof page === 'function' ? page() : page;
  if (marked === 'checkout' || marked === 'payment') return noteOf(`it is marked as ${marked}`);
  if (marked !== undefined) warnOnce('page', 'unknown-name', `page "${String(marked)}": use checkout or payment.`);
  return pageHas('meta[name="onshelf"][content="off"]') ? noteOf('it has <meta name="onshelf" content="off">') : null;
}

/** Why nothing is done on this page now, as its fields and its address tell; null: nothing tells so. */
export function toldOff(): Note | null {
  if (pageHas(CARD_NUMBER)) return noteOf('it has a field for a card number');
  return SHOPIFY_CHECKOUT.test(location.pathname) ? noteOf('its address is that of a checkout of Shopify') : null;
}

/**
 * Resolves when something may be done on this page again. What the library does by itself waits for it, so that nothing begins while the page is off.
 *
 * @param isOff whether nothing may be done now. May throw, as a function of the shop does: then nothing may
 */
export async function untilOn(isOff: () => boolean): Promise<void> {
  const looks = (): boolean => {
    try {
      return isOff();
    } catch {
      return true;
    }
  };
  while (looks()) await new Promise((resolve) => setTimeout(resolve, OFF_INTERVAL_MS));
}
