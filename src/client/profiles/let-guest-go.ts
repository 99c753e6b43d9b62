import type { ChangeResult } from '../../types/change-result.js';
import type { ProfileShelf } from '../../types/shelf.js';

/** Whether a key names nobody: then a guest is at the device. */
export function namesNobody(key: unknown): boolean {
  return key === null || key === undefined || key === '';
}

/**
 * Erases what a guest did, at log-out. Never rejects.
 *
 * @param shelf of the guest
 * @param keepsConsent whether the consent of the browser stays: what is tracked from now on is of the next shopper
 */
export async function letGuestGo(shelf: ProfileShelf, keepsConsent: boolean): Promise<ChangeResult> {
  const { state } = shelf.consent;
  if (state === 'denied') return { done: true };
  const erasing = shelf.profile.erase();
  // Both at once, so that nothing falls between them.
  if (state === 'granted' && keepsConsent) void shelf.consent.set(state, { by: 'page' });
  return erasing;
}
