import type { LoggedEvent, ShelfEvent } from '../types/event.js';
import { type Database, numbered } from './database.js';

/** What was read, and from where to read on. */
export interface LogRead {
  /** In order of sequence. */
  readonly events: readonly LoggedEvent[];
  /** Sequence of the last event read. */
  readonly cursor: number;
  /** Counts up with every removal: another epoch means that what was folded before no longer holds. */
  readonly epoch: number;
}

/**
 * Appends events in one transaction; all or none. An event whose id is in the log already is left as it is, so a batch
 * may be replayed. All requests are made before the first await.
 *
 * @param database open
 * @param events to append
 * @returns how many were new; resolves when the transaction is complete, not when the requests succeeded: over quota,
 *   they succeed and it aborts
 */
export async function appendEvents(database: Database, events: readonly ShelfEvent[]): Promise<number> {
  // Relaxed: a crash of the browser keeps whole batches either way; a power cut may cost the last ones. Ten times faster.
  const transaction = database.transaction('events', 'readwrite', { durability: 'relaxed' });
  let repeated = false;
  for (const event of events) {
    transaction.store.add({ ...event }).catch((error: DOMException) => {
      repeated ||= error.name === 'ConstraintError';
    });
  }
  // A transaction left to commit by itself is lost when the page goes away.
  transaction.commit();
  try {
    await transaction.done;
    return events.length;
  } catch (error) {
    // One id stood in the log already, which aborts the whole: append the missing ones.
    if (!repeated) throw error;
    return appendMissing(database, events);
  }
}

async function appendMissing(database: Database, events: readonly ShelfEvent[]): Promise<number> {
  const transaction = database.transaction('events', 'readwrite', { durability: 'relaxed' });
  let added = 0;
  for (const event of events) {
    if ((await transaction.store.index('id').getKey(event.id)) !== undefined) continue;
    await transaction.store.add({ ...event });
    added++;
  }
  await transaction.done;
  return added;
}

/**
 * Reads the log on from a cursor.
 *
 * @param database open
 * @param cursor sequence of the last event known; 0 for all
 */
export async function readLog(database: Database, cursor: number): Promise<LogRead> {
  const transaction = database.transaction(['events', 'meta'], 'readonly');
  const [found, epoch] = await Promise.all([
    transaction.objectStore('events').getAll(IDBKeyRange.lowerBound(cursor, true)),
    transaction.objectStore('meta').get('epoch'),
  ]);
  const events = found.map(numbered);
  return { events, cursor: events.at(-1)?.sequence ?? cursor, epoch: typeof epoch === 'number' ? epoch : 0 };
}

/**
 * Takes events out of the log, with whatever was folded from them.
 *
 * @param database open
 * @param matches which
 * @returns events removed
 */
export async function removeEvents(database: Database, matches: (event: ShelfEvent) => boolean): Promise<number> {
  const transaction = database.transaction(['events', 'meta', 'profiles'], 'readwrite', { durability: 'strict' });
  let removed = 0;
  let place = await transaction.objectStore('events').openCursor();
  while (place !== null) {
    if (matches(place.value)) {
      removed++;
      await place.delete();
    }
    place = await place.continue();
  }
  if (removed > 0) {
    const epoch = await transaction.objectStore('meta').get('epoch');
    await transaction.objectStore('meta').put((typeof epoch === 'number' ? epoch : 0) + 1, 'epoch');
    await transaction.objectStore('profiles').clear();
  }
  await transaction.done;
  return removed;
}
