import { OnshelfError } from '../core/onshelf-error.js';
import type { Connection } from '../store/connection.js';
import { appendEvents, type SealedEvent, sealEvents, sealEventsNow } from '../store/event-log.js';
import type { OpenStore } from '../store/open-store.js';
import type { ShelfEvent } from '../types/event.js';
import type { BatchWrites } from './batch-writer.js';

/** How events are appended. */
export interface Appending {
  /** Does the log not have them for certain? Else, and when the step is repeated, it is looked through for them first. */
  readonly isNew: boolean;
  /** Called with nothing awaited between it and the transaction: may the log still be written to? */
  mayWrite(): boolean;
  /** Called next: those of the events that are still to be written. */
  left(): ReadonlySet<ShelfEvent>;
}

/** Events sealed in one task: more would hold up the page for longer than it should wait. */
const SEALED_AT_ONCE = 100;

/**
 * Seals events and appends them in one transaction.
 *
 * @param connection to the log
 * @param events to be appended
 * @param appending how
 * @returns how many were new to the log
 * @throws OnshelfError `cancelled` where the log may not be written to any more; `storage-failed`
 */
export function appendToLog(connection: Connection, events: readonly ShelfEvent[], appending: Appending): Promise<number> {
  let { isNew } = appending;
  return connection.run(async ({ database, sealer }) => {
    const rows: SealedEvent[] = [];
    for (let at = 0; at < events.length; at += SEALED_AT_ONCE)
      rows.push(...(await sealEvents(sealer, events.slice(at, at + SEALED_AT_ONCE))));
    const append = isNew ? appendEvents : (await import('../store/append-missing.js')).appendMissing;
    // Consent may have been taken back while they were sealed, and given again since.
    if (!appending.mayWrite()) throw new OnshelfError('cancelled', 'The database was erased.');
    const left = appending.left();
    const wanted = rows.filter((_, at) => left.has(events[at]));
    isNew = false;
    return wanted.length === 0 ? 0 : append(database, wanted);
  }, 'write');
}

/**
 * Begins to append events before it returns, for a page that is going away: as many as there is keystream for.
 *
 * @param store open, or null: then nothing is appended
 * @param events to be appended, not in the log yet
 * @returns those that are on their way, and when that is done
 */
export function appendAtOnce(store: OpenStore | null, events: readonly ShelfEvent[]): ReturnType<BatchWrites['writeNow']> {
  const rows = store === null ? [] : sealEventsNow(store.sealer, events);
  if (store === null || rows.length === 0) return { events: new Set(), done: Promise.resolve() };
  const ids = new Set(rows.map((row) => row.id));
  return { events: new Set(events.filter((event) => ids.has(event.id))), done: appendEvents(store.database, rows) };
}
