import { OnshelfError } from '../../core/onshelf-error.js';
import type { ShelfEvent } from '../../types/event.js';
import type { ShelfDatabase } from '../database/database.js';
import type { Sealer } from '../sealing/sealer.js';
import { appendMissing } from './append-missing.js';
import { appendEvents, type SealedEvent, sealEvents, sealEventsNow } from './event-log.js';

/** The parts of an open store that appending needs. */
interface LogTarget {
  readonly database: ShelfDatabase;
  readonly sealer: Sealer;
}

/** How events are appended. Retries of a step share one object. */
export interface Appending {
  /** Whether the events are certainly not in the log; else their ids are looked up first. The first try sets it to false. */
  isNew: boolean;
  /** Whether the log may still be written. Called synchronously before the transaction. */
  mayWrite(): boolean;
  /** Called next; returns the events still to be written. */
  left(): ReadonlySet<ShelfEvent>;
}

/** Events of a closing page that are being written to the log, and the end of that. */
export interface AppendedAtOnce {
  readonly events: ReadonlySet<ShelfEvent>;
  readonly done: Promise<unknown>;
}

/** Events sealed per task; more would block the page. */
const SEALED_AT_ONCE = 100;

/**
 * Seals events and appends them in one transaction.
 *
 * @param store open
 * @param events to append
 * @param appending see `Appending`
 * @returns number of events new to the log
 * @throws OnshelfError `cancelled` if the log may no longer be written
 */
export async function appendToLog({ database, sealer }: LogTarget, events: readonly ShelfEvent[], appending: Appending): Promise<number> {
  const append = appending.isNew ? appendEvents : appendMissing;
  const rows: SealedEvent[] = [];
  for (let at = 0; at < events.length; at += SEALED_AT_ONCE)
    rows.push(...(await sealEvents(sealer, events.slice(at, at + SEALED_AT_ONCE))));
  // Consent may have been withdrawn and granted again while they were sealed.
  if (!appending.mayWrite()) throw new OnshelfError('cancelled', 'The database was erased.');
  const left = appending.left();
  const wanted = rows.filter((_, at) => left.has(events[at]));
  appending.isNew = false;
  return wanted.length === 0 ? 0 : append(database, wanted);
}

/**
 * Starts to append events synchronously, for a closing page: as many as the prepared keystream allows.
 *
 * @param store open
 * @param events to append, not in the log yet
 */
export function appendAtOnce({ database, sealer }: LogTarget, events: readonly ShelfEvent[]): AppendedAtOnce {
  const rows = sealEventsNow(sealer, events);
  const ids = new Set(rows.map((row) => row.id));
  const done = rows.length === 0 ? Promise.resolve() : appendEvents(database, rows);
  return { events: new Set(events.filter((event) => ids.has(event.id))), done };
}
