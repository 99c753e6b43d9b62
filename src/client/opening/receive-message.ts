import { type ForgetHereParts, forgetHere } from '../calls/forget-here.js';
import type { ConsentControl } from '../consent/consent-control.js';
import { type PauseParts, setPaused } from '../consent/set-paused.js';
import type { TabMessage } from './tell-tabs.js';

/** What messages of other tabs may change. */
interface ReceiveParts extends ForgetHereParts, PauseParts {
  readonly storage: ForgetHereParts['storage'] & PauseParts['storage'];
}

/** Carries out a message of another tab of the shop. Never rejects. */
export async function receiveMessage(
  parts: ReceiveParts,
  consentControl: Pick<ConsentControl, 'hear'>,
  message: TabMessage,
): Promise<void> {
  if (parts.consent.state.closed) return;
  if (message.kind === 'forget') {
    await parts.guard.run('forget', () => forgetHere(parts, message.what, message.unfinished === true));
  } else if (message.kind === 'consent') {
    await consentControl.hear(message.state, message.at, message);
    return;
  } else if (message.kind === 'pause') {
    setPaused(parts, message.paused);
  }
  parts.notify();
}
