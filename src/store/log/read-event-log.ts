import { type ReadEvent, readEvent } from '../../core/events/read-event.js';
import type { LoggedEvent } from '../../types/event.js';
import type { LogRow } from '../database/database.js';
import { createUnsealer } from '../sealing/unsealer.js';
import type { OpenStore } from './open-store.js';

/** Events read from the log, and the cursor to continue from. */
export interface LogRead {
  /** In order of sequence. */
  readonly events: readonly LoggedEvent[];
  /**
   * Events with names of a later version, in order of sequence. They stay in the log, expire and can be forgotten like others, but are not
   * used.
   */
  readonly later: readonly LoggedEvent[];
  /** Sequence of the last record read, damaged or not. */
  readonly cursor: number;
  /** Increases with every removal: a profile folded in another epoch is invalid. */
  readonly epoch: number;
  /** Sequences of records that are unreadable or not events. */
  readonly damaged: readonly number[];
}

/** Maximum bytes of a sealed event; 200 items with the longest ids have fewer. */
const MAX_BYTES = 1_000_000;

/**
 * Reads the log from a cursor. Every record is validated, even if its seal is intact: a script of the page may have written it, and one record
 * must not disable the others.
 *
 * @param store open
 * @param cursor sequence of the last event known; 0 for all
 */
export async function readEventLog({ database, key }: OpenStore, cursor: number): Promise<LogRead> {
  const transaction = database.transaction(['events', 'meta'], 'readonly');
  const [rows, epoch] = await Promise.all([
    transaction.objectStore('events').getAll(IDBKeyRange.lowerBound(cursor, true)),
    transaction.objectStore('meta').get('epoch'),
  ]);
  const unseal = createUnsealer(key);
  const damaged: number[] = [];
  const [events, later]: [LoggedEvent[], LoggedEvent[]] = [[], []];
  const read = await Promise.all(rows.map((row) => unsealRow(unseal, row).catch(() => null)));
  read.forEach((found, at) => {
    const { sequence } = rows[at] as { sequence: number };
    if (found === null) damaged.push(sequence);
    else (found.later ? later : events).push({ ...found.event, sequence });
  });
  return { events, later, cursor: rows.at(-1)?.sequence ?? cursor, epoch: typeof epoch === 'number' ? epoch : 0, damaged };
}

/** Null if it is not an event. */
async function unsealRow(unseal: ReturnType<typeof createUnsealer>, row: LogRow): Promise<ReadEvent | null> {
  // Version 0.1.0 stored events unsealed. A sealed record with damaged field names looks the same, but is not an event.
  if (!('sealed' in row)) return readEvent(row.id, row);
  return row.sealed.data.length <= MAX_BYTES ? readEvent(row.id, await unseal(row.sealed)) : null;
}
