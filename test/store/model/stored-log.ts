import { readRefusal } from '../../../src/core/page/refusal-note.js';
import { readConsent } from '../../../src/store/database/consent-record.js';
import { openShelfDatabase } from '../../../src/store/database/database.js';
import { checkLog } from '../../../src/store/log/check-log.js';
import { openStore } from '../../../src/store/log/open-store.js';
import { readEventLog } from '../../../src/store/log/read-event-log.js';
import { deletePlace, placeExists, storagePlaces } from '../../../src/store/place/storage-place.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { LogReport } from '../../../src/types/storage.js';

/** The shop's name. */
export const NAME = 'model';

/** The data stored in the browser, as text. */
export async function leftovers(): Promise<string[]> {
  const places = storagePlaces(NAME);
  const existing = await Promise.all(places.map(placeExists));
  const databases = places.filter((_, index) => existing[index]).map(({ bucket, database }) => `database ${bucket ?? ''}/${database}`);
  // The note of a refusal stays: its kind and a time.
  const noted = readRefusal(NAME) === null ? 0 : 1;
  return localStorage.length > noted ? [...databases, `localStorage ${JSON.stringify({ ...localStorage })}`] : databases;
}

/** Deletes everything of the shop. */
export async function wipe(): Promise<void> {
  localStorage.clear();
  for (const place of storagePlaces(NAME)) if (await placeExists(place)) await deletePlace(place);
}

/** Reads the log over a separate connection. */
export async function readStored(): Promise<{ events: readonly ShelfEvent[]; report: LogReport | null }> {
  const events: ShelfEvent[] = [];
  let report: LogReport | null = null;
  for (const place of storagePlaces(NAME)) {
    if (!(await placeExists(place))) continue;
    const database = await openShelfDatabase(place, () => {
      database.close();
      return undefined;
    });
    try {
      // A grant that could not be stored leaves an empty log, until it is stored.
      if ((await readConsent(database)) === null && (await database.count('events')) === 0) continue;
      const store = await openStore(database);
      const read = await readEventLog(store, 0);
      if ((await readConsent(database)) === null) throw new Error(`${read.events.length} events are in a database without consent`);
      if (read.damaged.length > 0) throw new Error(`${read.damaged.length} records cannot be read`);
      events.push(...read.events.map(({ sequence: _, ...event }) => event));
      report = await checkLog(store, null);
    } finally {
      database.close();
    }
  }
  return { events, report };
}
