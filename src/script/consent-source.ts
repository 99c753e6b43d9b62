import type { RefusalKind } from '../core/page/refusal-note.js';
import { ownMembers } from '../core/text/bare-object.js';
import type { Consent } from '../types/consent.js';
import type { ConsentOptions } from '../types/shelf.js';

/** Has the shopper clicked, tapped or typed in this page so far? undefined where the browser cannot tell. */
export function hasInteracted(): boolean | undefined {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.userActivation?.hasBeenActive;
}

/**
 * Whose word a consent is: what the call says itself, else the shopper's where they had touched the page by then.
 *
 * @param given the options of the call, whatever was passed
 * @param touched false where the shopper had not touched the page when the call was made; else the shelf decides
 */
export function consentSource(given: unknown, touched: unknown): ConsentOptions {
  const { by } = ownMembers(given);
  if (by === 'shopper' || by === 'page') return { by };
  // Touched by then is touched still when the shelf looks: it need not be said.
  return touched === false ? { by: 'page' } : {};
}

/**
 * What is noted at once of a consent; null where it takes nothing back.
 *
 * @param state the consent
 * @param by whose word it is, as far as is known
 */
export function refusalOf(state: Consent, { by }: ConsentOptions): RefusalKind | null {
  if (state === 'granted') return null;
  if (state === 'unknown') return 'erased';
  return by === 'page' ? 'erased' : 'denied';
}
