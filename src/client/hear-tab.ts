import type { ConsentControl } from './consent-control.js';
import { forgetHere } from './profile-calls.js';
import { setPaused } from './set-paused.js';
import type { ShelfParts } from './shelf-parts.js';
import type { TabMessage } from './tabs.js';

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
