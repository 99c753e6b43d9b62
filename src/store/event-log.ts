import type { ShelfEvent } from '../types/event.js';
import type { Database } from './database.js';
import type { Sealed, Sealer } from './sealer.js';

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
 * Appends events and their count in one transaction; all or none. An event whose id is in the log already is left as it
 * is, so a batch may be replayed. All requests are made before the first await.
 *
 * @param database open
 * @param rows to append
 * @returns how many were new; resolves when the transaction is complete, not when the requests succeeded: over quota,
 *   they succeed and it aborts
 */
export async function appendEvents(database: Database, rows: readonly SealedEvent[]): Promise<number> {
  // Relaxed: a crash of the browser keeps whole batches either way; a power cut may cost the last ones. Ten times faster.
  const transaction = database.transaction(['events', 'batches'], 'readwrite', { durability: 'relaxed' });
  let repeated = 0;
  // After an explicit commit, browsers do not agree on what a failed request does to the others, unless it was answered.
  transaction.addEventListener('error', (event) => {
    if ((event.target as IDBRequest).error?.name !== 'ConstraintError') return;
    repeated++;
    event.preventDefault();
  });
  const ended = new Promise<Event>((resolve) => {
    for (const type of ['complete', 'abort']) transaction.addEventListener(type, resolve);
  });
  const events = transaction.objectStore('events');
  for (const row of rows) events.add({ ...row }).catch(() => {});
  transaction
    .objectStore('batches')
    .add(rows.length)
    .catch(() => {});
  // A transaction left to commit by itself is lost when the page goes away.
  transaction.commit();
  try {
    await transaction.done;
    return rows.length;
  } catch (error) {
    const { type } = await ended;
    if (repeated === 0) throw error;
    // One id stood in the log already.
    const { appendMissing } = await import('./append-missing.js');
    return appendMissing(database, rows, type === 'complete' ? rows.length - repeated : null);
  }
}
