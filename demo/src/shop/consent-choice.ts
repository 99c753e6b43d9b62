import type { ChangeResult } from 'onshelf';
import type { Shop } from './shop.js';

const KEY = 'demo-shop-declined';

/**
 * Whether the shopper declined in this tab. Onshelf stores a consent itself. A refusal is kept for this tab only, so that a reload does not ask
 * again.
 */
export function wasDeclined(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Grants consent: the shop stores events on this device. */
export async function grantConsent(shop: Shop): Promise<void> {
  remember(false);
  expectDone(await shop.shelf.consent.set('granted', { by: 'shopper' }));
  shop.cart.settle();
}

/** Denies consent: stored events are erased, and new ones are not kept. */
export async function denyConsent(shop: Shop): Promise<void> {
  remember(true);
  const result = await shop.shelf.consent.set('denied', { by: 'shopper' });
  shop.cart.settle();
  expectDone(result);
}

/** Erases everything, the cart and the choice included. */
export async function eraseEverything(shop: Shop): Promise<void> {
  remember(false);
  const result = await shop.shelf.profile.erase();
  shop.cart.clear();
  expectDone(result);
}

/** @throws Error with the message of a call that failed */
function expectDone({ done, message }: ChangeResult): void {
  if (!done) throw new Error(message);
}

function remember(declined: boolean): void {
  try {
    if (declined) sessionStorage.setItem(KEY, '1');
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage is refused: a reload asks again.
  }
}
