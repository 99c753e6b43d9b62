import { OnshelfError } from '../../core/onshelf-error.js';
import type { ShelfEvent } from '../../types/event.js';
import type { ShelfDatabase } from '../database/database.js';
import type { Sealer } from '../sealing/sealer.js';
import { appendMissing } from './append-missing.js';
import { appendEvents, type SealedEvent, sealEvents, sealEventsNow } from './event-log.js';

/** What it takes of an open store. */
interface LogTarget {
  readonly database: ShelfDatabase;
  readonly sealer: Sealer;
}

/** How events are appended. One object serves all tries of a step that is repeated. */
export interface Appending {
  /** Does the log not have them for certain? Else it is looked through for them first. Set to false by the first try. */
  isNew: boolean;
  /** Called with nothing awaited between it and the transaction: may the log still be written to? */
  mayWrite(): boolean;
  /** Called next: those of the events that are still to be written. */
  left(): ReadonlySet<ShelfEvent>;
}

/** Events of a page that is going away: those that are on their way into the log, and when that is done. */
export interface AppendedAtOnce {
  readonly events: ReadonlySet<ShelfEvent>;
  readonly done: Promise<unknown>;
}

/** Events sealed in one task: more would hold up the page for longer than it should wait. */
const SEALED_AT_ONCE = 100;

/**
 * Seals events and appends them in one transaction.
 *
 * @param store open
 * @param events to be appended
 * @param appending how
 * @returns how many were new to the log
 * @throws OnshelfError `cancelled` where the log may not be written to any more
 */
export async function appendToLog({ database, sealer }: LogTarget, events: readonly ShelfEvent[], appending: Appending): Promise<number> {
  const append = appending.isNew ? appendEvents : appendMissing;
  const rows: SealedEvent[] = [];
  for (let at = 0; at < events.length; at += SEALED_AT_ONCE)
    rows.push(...(await sealEvents(sealer, events.slice(at, at + SEALED_AT_ONCE))));
  // Consent may have been taken back while they were sealed, and given again since.
  if (!appending.mayWrite()) throw new OnshelfError('cancelled', 'The database was erased.');
  const left = appending.left();
  const wanted = rows.filter((_, at) => left.has(events[at]));
  appending.isNew = false;
  return wanted.length === 0 ? 0 : append(database, wanted);
}

/**
 * Begins to append events before it returns, for a page that is going away: as many as there is keystream for.
 *
 * @param store open
 * @param events to be appended, not in the log yet
 */
export function appendAtOnce({ database, sealer }: LogTarget, events: readonly ShelfEvent[]): AppendedAtOnce {
  const rows = sealEventsNow(sealer, events);
  const ids = new Set(rows.map((row) => row.id));
  const done = rows.length === 0 ? Promise.resolve() : appendEvents(database, rows);
  return { events: new Set(events.filter((event) => ids.has(event.id))), done };
}
