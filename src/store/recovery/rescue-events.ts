import { withDeadline } from '../../core/time/deadline.js';
import type { ShelfEvent } from '../../types/event.js';
import { readConsent } from '../database/consent-record.js';
import type { ShelfDatabase } from '../database/database.js';
import { openStore } from '../log/open-store.js';
import { readEventLog } from '../log/read-event-log.js';

/** Whoever deletes the place waits for so long. */
const DEADLINE = 2500;

/**
 * Tells whether a place that is being deleted was erased or moved, and reads what lies in it, over a connection that is still
 * open: the tab that takes it away may have found it broken, or have seen only what lay there earlier. Loaded only then.
 *
 * @param database open
 * @param moved is it known already that the log is elsewhere?
 * @returns its events; null where it was not moved
 */
export async function rescueEvents(database: ShelfDatabase, moved: boolean): Promise<ShelfEvent[] | null> {
  const read = async (): Promise<ShelfEvent[] | null> => {
    if (!moved && (await database.get('meta', 'moved')) === undefined) return null;
    if ((await readConsent(database)) === null) return [];
    const reading = readEventLog(await openStore(database), 0);
    // Whatever is on its way finds a closed connection, and goes where the log is now: it would come after the reading.
    database.close();
    const { events, later } = await reading;
    return [...events, ...later].map(({ sequence: _, ...event }) => event);
  };
  // What cannot be read is lost with the place.
  return withDeadline(read(), DEADLINE).catch(() => (moved ? [] : null));
}
