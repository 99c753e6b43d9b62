import type { Recorder } from '../../types/recorder.js';
import type { Link } from '../../worker/link.js';
import type { Guard } from '../failures/guard.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import type { ConsentStore } from './consent-state.js';

/** What `syncEngine` uses. */
export interface SyncParts {
  readonly consent: ConsentStore;
  readonly guard: Pick<Guard, 'run'>;
  readonly link: Pick<Link, 'call'>;
  readonly recorder: Pick<Recorder, 'held' | 'counts'>;
  readonly storage: Pick<ShelfStorage, 'input'>;
}

/** Sends the engine the events that are held, and the place of the log if consent is granted. Never rejects. */
export function syncEngine({ consent, guard, link, recorder, storage }: SyncParts): Promise<void> {
  const isGranted = (): boolean => consent.state.consent === 'granted';
  return guard.run('the engine', async () => {
    // Storage that does not open is reported elsewhere; the engine works without it.
    const input = isGranted() ? await storage.input(consent.state.lostLog ?? null).catch(() => null) : null;
    // Consent may have been taken back while storage was being opened. The log comes first, and both in one turn: what is asked in between would
    // miss events that are no longer held and not yet read.
    const attaching = link.call('attach', { storage: isGranted() ? input : null });
    const [report] = await Promise.all([attaching, link.call('hold', { events: recorder.held() })]);
    // Events that this page had stored by then are counted in the report.
    consent.dispatch({ kind: 'find', report, earlier: (report?.events ?? 0) - recorder.counts().storedEvents });
  });
}
