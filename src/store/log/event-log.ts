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

/** Seals events at once. Those for which there is no keystream left are not among the result. */
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
 * @param rows to append, under ids that are not in the log: where they may be, `appendMissing` looks first. After an explicit
 *   commit, browsers do not agree on what one that fails does to the others
 * @returns how many; resolves when the transaction is complete, not when the requests succeeded: over quota, they succeed and
 *   it aborts
 */
export async function appendEvents(database: ShelfDatabase, rows: readonly SealedEvent[]): Promise<number> {
  // Relaxed: a crash of the browser keeps whole batches either way; a power cut may cost the last ones. Ten times faster.
  const transaction = database.transaction(['events', 'batches'], 'readwrite', { durability: 'relaxed' });
  const events = transaction.objectStore('events');
  for (const row of rows) events.add({ ...row }).catch(() => {});
  transaction
    .objectStore('batches')
    .add(rows.length)
    .catch(() => {});
  // A transaction left to commit by itself is lost when the page goes away.
  transaction.commit();
  await transaction.done;
  return rows.length;
}
