import type { ChangeResult } from '../../types/change-result.js';
import type { AsideRequest } from '../../types/results/aside.js';
import type { ConsentStore } from '../consent/consent-state.js';
import { CLOSED } from '../failures/closed.js';
import type { Aside } from './create-aside.js';

/**
 * Begins to set aside what the shopper does in this tab, or ends it.
 *
 * @param parts of the page
 * @param request anything; null ends it
 */
export async function setAsideCall(
  { consent, aside }: { readonly consent: Pick<ConsentStore, 'state'>; readonly aside?: Pick<Aside, 'turn'> | undefined },
  request: unknown,
): Promise<ChangeResult> {
  const { from, ...others } = Object(request) as Partial<AsideRequest>;
  const [unknown] = Object.keys(others);
  if (consent.state.closed || aside === undefined) return CLOSED;
  if (request !== null && unknown !== undefined)
    return { done: false, reason: 'unknown-name', message: `setAside() takes { from } or null, not ${unknown}. Nothing is changed.` };
  if (request !== null && from !== 'empty' && from !== 'profile')
    return { done: false, reason: 'bad-argument', message: 'setAside(): from is empty or profile; null ends it. Nothing is changed.' };
  const next = request === null ? null : (from ?? null);
  if (next !== null && consent.state.consent === 'denied')
    return { done: false, reason: 'consent-denied', message: 'Consent is denied: nothing is recorded that could be set aside.' };
  if (next === (consent.state.aside ?? null)) return { done: true };
  if (aside.turn(next)) return { done: true };
  return {
    done: false,
    reason: 'storage-failed',
    message: 'It applies to this page, but this browser keeps no note for the next pages of the tab.',
  };
}
