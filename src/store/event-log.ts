import type { LoggedEvent, ShelfEvent } from '../types/event.js';
import type { Database, LogRow } from './database.js';
import type { OpenStore } from './open-store.js';
import type { Sealed, Sealer } from './sealer.js';
import { createUnsealer } from './unsealer.js';

/** An event ready to be appended. */
export interface SealedEvent {
  readonly id: string;
  readonly sealed: Sealed;
}

/** What was read, and from where to read on. */
export interface LogRead {
  /** In order of sequence. */
  readonly events: readonly LoggedEvent[];
  /** Sequence of the last record read, damaged or not. */
  readonly cursor: number;
  /** Counts up with every removal: another epoch means that what was folded before no longer holds. */
  readonly epoch: number;
  /** Sequences of the records that could not be read. */
  readonly damaged: readonly number[];
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
  transaction.onerror = (event) => {
    if ((event.target as IDBRequest).error?.name !== 'ConstraintError') return;
    repeated++;
    event.preventDefault();
  };
  const ended = new Promise<Event>((resolve) => {
    transaction.oncomplete = transaction.onabort = resolve;
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

/**
 * Reads the log on from a cursor.
 *
 * @param store open
 * @param cursor sequence of the last event known; 0 for all
 */
export async function readLog({ database, key }: OpenStore, cursor: number): Promise<LogRead> {
  const transaction = database.transaction(['events', 'meta'], 'readonly');
  const [rows, epoch] = await Promise.all([
    transaction.objectStore('events').getAll(IDBKeyRange.lowerBound(cursor, true)),
    transaction.objectStore('meta').get('epoch'),
  ]);
  const unseal = createUnsealer(key);
  const damaged: number[] = [];
  const read = await Promise.all(
    rows.map((row) =>
      unsealRow(unseal, row).catch(() => {
        damaged.push(row.sequence as number);
        return null;
      }),
    ),
  );
  const events = read.filter((event) => event !== null);
  return { events, cursor: rows.at(-1)?.sequence ?? cursor, epoch: typeof epoch === 'number' ? epoch : 0, damaged };
}

async function unsealRow(unseal: ReturnType<typeof createUnsealer>, row: LogRow): Promise<LoggedEvent> {
  if (!('sealed' in row)) return row as LoggedEvent;
  const { id, sequence, sealed } = row;
  return { ...((await unseal(sealed)) as Omit<ShelfEvent, 'id'>), id, sequence: sequence as number };
}
