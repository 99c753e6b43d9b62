import { OnshelfError } from '../core/onshelf-error.js';
import type { LoggedEvent, ShelfEvent } from '../types/event.js';
import type { LogRow } from './database.js';
import type { OpenStore } from './open-store.js';
import { createUnsealer } from './unsealer.js';

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
  if (!('sealed' in row)) {
    // Version 0.1.0 wrote events as they are. A sealed one whose very field names were damaged looks like that, and is no event.
    if (typeof row.name === 'string' && Number.isFinite(row.time) && Array.isArray(row.items)) return row as LoggedEvent;
    throw new OnshelfError('storage-failed', 'A record of the database is damaged.');
  }
  const { id, sequence, sealed } = row;
  return { ...((await unseal(sealed)) as Omit<ShelfEvent, 'id'>), id, sequence: sequence as number };
}
