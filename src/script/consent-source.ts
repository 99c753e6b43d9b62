import type { RefusalKind } from '../core/page/refusal-note.js';
import { ownMembers } from '../core/text/bare-object.js';
import type { Consent } from '../types/consent.js';
import type { ConsentOptions } from '../types/privacy/consent-calls.js';

/** Whether the shopper has clicked, tapped or typed in this page; undefined if the browser cannot tell. */
export function hasInteracted(): boolean | undefined {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.userActivation?.hasBeenActive;
}

/**
 * Who set a consent: as the call says, else the shopper if they had interacted with the page.
 *
 * @param given options of the call, any value
 * @param touched false if the shopper had not interacted with the page before the call; else the shelf decides
 */
export function consentSource(given: unknown, touched: unknown): ConsentOptions {
  const { by } = ownMembers(given);
  if (by === 'shopper' || by === 'page') return { by };
  // Interaction is permanent, so the shelf finds the same later.
  return touched === false ? { by: 'page' } : {};
}

/**
 * The kind of refusal in a consent; null if it is not one.
 *
 * @param state the consent
 * @param by who set it, if known
 */
export function refusalOf(state: Consent, { by }: ConsentOptions): RefusalKind | null {
  if (state === 'granted') return null;
  if (state === 'unknown') return 'erased';
  return by === 'page' ? 'erased' : 'denied';
}
