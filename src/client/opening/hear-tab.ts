import { forgetHere } from '../calls/profile-calls.js';
import type { ConsentControl } from '../consent/consent-control.js';
import { setPaused } from '../consent/set-paused.js';
import type { ShelfParts } from '../storage/shelf-parts.js';
import type { TabMessage } from '../tabs/tabs.js';

/** Does what another tab of the shop says. Never rejects. */
export async function hearTab(parts: ShelfParts, consentControl: ConsentControl, message: TabMessage): Promise<void> {
  if (parts.closed) return;
  if (message.kind === 'forget') {
    await parts.guard.run(
      'forget',
      () => forgetHere(parts, message.what, message.unfinished === true),
      () => {},
    );
  } else if (message.kind === 'consent') {
    await consentControl.hear(message.state, message.at);
    return;
  } else if (message.kind === 'pause') {
    setPaused(parts, message.paused);
  }
  parts.notify();
}
