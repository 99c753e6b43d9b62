import type { ChangeResult } from 'onshelf';
import type { Shop } from './shop.js';

const KEY = 'demo-shop-declined';

/**
 * Whether this tab's shopper said no. A yes is remembered by Onshelf itself, in its database. A no must not need a
 * trace on the device, so it is kept for this tab alone, only so that a reload does not ask again.
 */
export function wasDeclined(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** The shopper allows this shop to remember, on this device. */
export async function grantConsent(shop: Shop): Promise<void> {
  remember(false);
  insist(await shop.shelf.consent.set('granted', { by: 'shopper' }));
  shop.cart.settle();
}

/** The shopper does not: what was remembered goes, and nothing new is kept. */
export async function denyConsent(shop: Shop): Promise<void> {
  remember(true);
  const result = await shop.shelf.consent.set('denied', { by: 'shopper' });
  shop.cart.settle();
  insist(result);
}

/** Everything goes, the cart and the choice as well. */
export async function eraseEverything(shop: Shop): Promise<void> {
  remember(false);
  const result = await shop.shelf.profile.erase();
  shop.cart.clear();
  insist(result);
}

/** What is not done is said where it was asked for. */
function insist({ done, message }: ChangeResult): void {
  if (!done) throw new Error(message);
}

function remember(declined: boolean): void {
  try {
    if (declined) sessionStorage.setItem(KEY, '1');
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage refused: a reload asks again.
  }
}
