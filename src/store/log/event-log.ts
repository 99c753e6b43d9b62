import type { ShelfEvent } from '../../types/event.js';
import type { ShelfDatabase } from '../database/database.js';
import type { Sealed, Sealer } from '../sealing/sealer.js';

/** An event ready to be appended. */
export interface SealedEvent {
  readonly id: string;
  readonly sealed: Sealed;
}

/** Seals events for the log. */
export function sealEvents(sealer: Sealer, events: readonly ShelfEvent[]): Promise<SealedEvent[]> {
  return Promise.all(events.map(async ({ id, ...event }) => ({ id, sealed: await sealer.seal(event) })));
}

/** Seals events synchronously. Leaves out those for which no keystream is left. */
export function sealEventsNow(sealer: Sealer, events: readonly ShelfEvent[]): SealedEvent[] {
  return events.flatMap(({ id, ...event }) => {
    const sealed = sealer.sealNow(event);
    return sealed === null ? [] : [{ id, sealed }];
  });
}

/**
 * Appends events and their count in one transaction; all or none. All requests are made before the first await.
 *
 * @param database open
 * @param rows to append, with ids that are not in the log; else use `appendMissing`. After an explicit commit, browsers differ in what a failed
 *   request does to the others
 * @returns their number; resolves when the transaction completes, not when the requests succeed: over quota, they succeed and it aborts
 */
export async function appendEvents(database: ShelfDatabase, rows: readonly SealedEvent[]): Promise<number> {
  // Relaxed is ten times faster. Whole batches survive a crash of the browser; a power cut may lose the last ones.
  const transaction = database.transaction(['events', 'batches'], 'readwrite', { durability: 'relaxed' });
  const events = transaction.objectStore('events');
  for (const row of rows) events.add({ ...row }).catch(() => {});
  transaction
    .objectStore('batches')
    .add(rows.length)
    .catch(() => {});
  // Without an explicit commit, the transaction is lost when the page closes.
  transaction.commit();
  await transaction.done;
  return rows.length;
}
