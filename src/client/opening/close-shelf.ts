import { within } from '../../core/time/deadline.js';
import type { Note } from '../../types/note.js';
import type { Recorder } from '../../types/recorder.js';
import type { Link } from '../../worker/link.js';
import type { ConsentControl } from '../consent/consent-control.js';
import type { ConsentStore } from '../consent/consent-state.js';
import type { keepRequests } from '../privacy/watch-requests.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import type { Tabs } from './join-tabs.js';

/** What `closeShelf` uses. */
interface CloseParts {
  readonly consent: Pick<ConsentStore, 'state'>;
  readonly tabs: Pick<Tabs, 'close'>;
  readonly recorder: Pick<Recorder, 'close'>;
  readonly storage: Pick<ShelfStorage, 'close'>;
  readonly link: Link;
  /** Callbacks of `subscribe()`. */
  readonly listeners: Set<(note?: Note) => void>;
}

/** Milliseconds that storage may take to write what was tracked before. */
const WRITE_DEADLINE = 3000;

/**
 * Closes a shelf: writes what was tracked before, then ends every connection, listener, channel, worker and timer. Later calls return the
 * code `closed`. Never rejects.
 *
 * @param later the part of the page's code that knows of requests
 */
export async function closeShelf(
  parts: CloseParts,
  consentControl: Pick<ConsentControl, 'close'>,
  later: Promise<{ readonly keepRequests: typeof keepRequests }>,
): Promise<void> {
  if (parts.consent.state.closed) return;
  consentControl.close();
  parts.tabs.close();
  parts.listeners.clear();
  await within(parts.recorder.close(), WRITE_DEADLINE);
  // The receipt of requests lists those of engines that are closed, too.
  await within(
    later.then((part) => part.keepRequests(parts.link)),
    WRITE_DEADLINE,
  );
  parts.storage.close();
  parts.link.close();
}
