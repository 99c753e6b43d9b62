import { withDeadline } from '../core/deadline.js';
import type { ShelfEvent } from '../types/event.js';
import { readConsent } from './consent-record.js';
import type { Database } from './database.js';
import { readLog } from './event-log.js';
import { openStore } from './open-store.js';

/** Whoever deletes the place waits for so long. */
const DEADLINE = 2000;

/**
 * Reads what lies in a place that another tab takes away, over a connection that is still open: that tab may have found the
 * place broken, or have seen only what lay there earlier. Loaded only then.
 *
 * @param database open
 * @returns its events; none where consent is no longer in it, since then it was erased
 */
export async function rescueEvents(database: Database): Promise<ShelfEvent[]> {
  const read = async (): Promise<ShelfEvent[]> => {
    if ((await readConsent(database)) === null) return [];
    const { events } = await readLog(await openStore(database), 0);
    return events.map(({ sequence: _, ...event }) => event);
  };
  return withDeadline(read(), DEADLINE);
}
