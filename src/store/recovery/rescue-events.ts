import { withDeadline } from '../../core/time/deadline.js';
import type { ShelfEvent } from '../../types/event.js';
import { readConsent } from '../database/consent-record.js';
import type { ShelfDatabase } from '../database/database.js';
import { openStore } from '../log/open-store.js';
import { readEventLog } from '../log/read-event-log.js';

/** Timeout in milliseconds; the tab that deletes the place waits for it. */
const RESCUE_TIMEOUT_MS = 2500;

/**
 * Reads the events of a place that is being deleted, over a connection that is still open, if the log was moved and not erased: the tab that
 * deletes it may have found it broken, or have read only its earlier events. Loaded only then.
 *
 * @param database open
 * @param moved whether the log is known to be in another place
 * @returns its events; null if it was not moved
 */
export async function rescueEvents(database: ShelfDatabase, moved: boolean): Promise<ShelfEvent[] | null> {
  const read = async (): Promise<ShelfEvent[] | null> => {
    if (!moved && (await database.get('meta', 'moved')) === undefined) return null;
    if ((await readConsent(database)) === null) return [];
    const reading = readEventLog(await openStore(database), 0);
    // Pending writes now fail and go to the log's new place: they would come after this read.
    database.close();
    const { events, later } = await reading;
    return [...events, ...later].map(({ sequence: _, ...event }) => event);
  };
  // Unreadable events are lost with the place.
  return withDeadline(read(), RESCUE_TIMEOUT_MS).catch(() => (moved ? [] : null));
}
