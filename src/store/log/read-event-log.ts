import { type ReadEvent, readEvent } from '../../core/events/read-event.js';
import type { LoggedEvent } from '../../types/event.js';
import type { LogRow } from '../database/database.js';
import { createUnsealer } from '../sealing/unsealer.js';
import type { OpenStore } from './open-store.js';

/** What was read, and from where to read on. */
export interface LogRead {
  /** In order of sequence. */
  readonly events: readonly LoggedEvent[];
  /**
   * Events whose names only a later version knows, in order of sequence: they stay in the log for it, age and are forgotten as all do, and
   * are used for nothing.
   */
  readonly later: readonly LoggedEvent[];
  /** Sequence of the last record read, damaged or not. */
  readonly cursor: number;
  /** Counts up with every removal: another epoch means that what was folded before no longer holds. */
  readonly epoch: number;
  /** Sequences of the records that could not be read, or are no events. */
  readonly damaged: readonly number[];
}

/** Bytes of a sealed event, at most: 200 items with the longest ids have less. */
const MAX_BYTES = 1_000_000;

/**
 * Reads the log on from a cursor. What is in a record is believed only where it has the form of an event, however well it was sealed: a
 * script of the page's may have had a hand in it, and one record must not be able to disable all others.
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

/** Null where it is no event. */
async function unsealRow(unseal: ReturnType<typeof createUnsealer>, row: LogRow): Promise<ReadEvent | null> {
  // Version 0.1.0 wrote events as they are. A sealed one whose very field names were damaged looks like that, and is no event.
  if (!('sealed' in row)) return readEvent(row.id, row);
  return row.sealed.data.length <= MAX_BYTES ? readEvent(row.id, await unseal(row.sealed)) : null;
}
