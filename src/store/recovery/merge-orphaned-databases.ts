import { withDeadline } from '../../core/time/deadline.js';
import type { StoragePlace } from '../../types/storage.js';
import { readConsent } from '../database/consent-record.js';
import { openShelfDatabase } from '../database/database.js';
import { appendMissing } from '../log/append-missing.js';
import { sealEvents } from '../log/event-log.js';
import { type OpenStore, openStore } from '../log/open-store.js';
import { readEventLog } from '../log/read-event-log.js';
import { countLost, removeRecords } from '../log/remove-events.js';
import { placeExists } from '../place/storage-place.js';
import { vacatePlace } from '../place/vacate-place.js';

const DELETE_DEADLINE = 3000;

/**
 * Brings events home that an earlier visit had to write elsewhere, and deletes the other places. May be cut short and run
 * again at any moment: an event that is home already is left alone.
 *
 * @param home the log in use
 * @param others places that may hold strays
 * @returns events brought home
 */
export async function mergeOrphanedDatabases(home: OpenStore, others: readonly StoragePlace[]): Promise<number> {
  let gathered = 0;
  for (const place of others) {
    if (!(await placeExists(place))) continue;
    const database = await openShelfDatabase(place, () => {});
    try {
      // Without consent it is what an erasure left over.
      if ((await readConsent(database)) !== null) {
        const stray = await openStore(database);
        const { events: known, later, damaged } = await readEventLog(stray, 0);
        const events = [...known, ...later];
        const rows = await sealEvents(
          home.sealer,
          events.map(({ sequence: _, ...event }) => event),
        );
        if (rows.length > 0) gathered += await appendMissing(home.database, rows);
        // Gone from here before anything of it may be forgotten at home: else it would come home again.
        await removeRecords(
          database,
          events.map(({ sequence }) => sequence),
          'removed',
        );
        const lost = await removeRecords(database, damaged, 'lost');
        if (lost > 0) await countLost(home.database, lost);
      }
      await database.put('meta', true, 'moved');
    } finally {
      database.close();
    }
    // A tab that is frozen holds it open: it goes when that one wakes.
    await withDeadline(vacatePlace(place), DELETE_DEADLINE).catch(() => {});
  }
  return gathered;
}
