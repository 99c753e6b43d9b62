import type { ChangeResult } from '../../types/change-result.js';
import type { Link } from '../../worker/link.js';
import { CLOSED } from '../failures/closed.js';
import type { Guard } from '../failures/guard.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import type { ConsentStore } from './consent-state.js';

/** What pausing uses. */
export interface PauseParts {
  readonly consent: ConsentStore;
  readonly guard: Pick<Guard, 'run'>;
  readonly link: Pick<Link, 'call'>;
  readonly storage: Pick<ShelfStorage, 'notebook'>;
  notify(): void;
}

/**
 * Pauses or resumes recording in this page, at once. With consent it is noted for later visits; an erasure deletes that note too.
 *
 * @param paused the shopper's choice, here, in another tab, or on an earlier visit
 */
export function setPaused({ consent, guard, link, storage, notify }: PauseParts, paused: boolean): ChangeResult {
  if (consent.state.closed) return CLOSED;
  consent.dispatch({ kind: 'pause', paused });
  const noted = consent.state.consent !== 'granted' || storage.notebook.write({ paused });
  void guard.run('the engine', () => link.call('pause', paused));
  notify();
  if (noted) return { done: true };
  const message = 'This browser stores no note for later visits.';
  return { done: false, reason: 'storage-failed', message };
}

/** Pauses if an earlier visit was paused, or this one is, now that storing is allowed. */
export function recallPause(parts: PauseParts): void {
  const { consent, paused } = parts.consent.state;
  if (consent === 'granted' && (paused || parts.storage.notebook.read()?.paused)) setPaused(parts, true);
}
