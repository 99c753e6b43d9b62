import { withDeadline } from '../../core/time/deadline.js';
import type { StoragePlace } from '../../types/storage.js';
import { readConsent } from '../database/consent-record.js';
import { openExistingDatabase } from '../database/database.js';
import { appendMissing } from '../log/append-missing.js';
import { sealEvents } from '../log/event-log.js';
import { type OpenStore, openStore } from '../log/open-store.js';
import { readEventLog } from '../log/read-event-log.js';
import { countLost, removeRecords } from '../log/remove-events.js';
import { placeExists } from '../place/storage-place.js';
import { vacatePlace } from '../place/vacate-place.js';

const DELETE_TIMEOUT_MS = 3000;

/**
 * Merges orphaned databases, which earlier visits wrote in other places, into the log in use, and deletes them. Can be interrupted and repeated at
 * any time: known events are skipped.
 *
 * @param home the log in use
 * @param others places that may have orphaned databases
 * @returns number of merged events
 */
export async function mergeOrphanedDatabases(home: OpenStore, others: readonly StoragePlace[]): Promise<number> {
  let merged = 0;
  for (const place of others) {
    if (!(await placeExists(place))) continue;
    const database = await openExistingDatabase(place, () => {});
    try {
      // Without consent it is left over from an erasure.
      if ((await readConsent(database)) !== null) {
        const orphaned = await openStore(database);
        const { events: known, later, damaged } = await readEventLog(orphaned, 0);
        const events = [...known, ...later];
        const rows = await sealEvents(
          home.sealer,
          events.map(({ sequence: _, ...event }) => event),
        );
        if (rows.length > 0) merged += await appendMissing(home.database, rows);
        // Removed here before they can be forgotten in the log in use: else a forgotten event would be merged again.
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
    // A frozen tab may have it open; it is deleted when that tab wakes up.
    await withDeadline(vacatePlace(place), DELETE_TIMEOUT_MS).catch(() => {});
  }
  return merged;
}
