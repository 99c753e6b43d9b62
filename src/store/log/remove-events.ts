import type { LoggedEvent } from '../../types/event.js';
import type { ShelfDatabase } from '../database/database.js';
import type { OpenStore } from './open-store.js';
import { readEventLog } from './read-event-log.js';

/**
 * Removes events from the log, those of later versions included, and the profile folded from them. Invalid records are removed too, and count as
 * lost.
 *
 * @param store open
 * @param matches selects the events
 * @returns number of events removed
 */
export async function removeEvents(store: OpenStore, matches: (event: LoggedEvent) => boolean): Promise<number> {
  // Unsealed first: a transaction would not wait for WebCrypto.
  const { events, later, damaged } = await readEventLog(store, 0);
  await removeRecords(store.database, damaged, 'lost');
  const found = [...events, ...later].filter(matches);
  return removeRecords(
    store.database,
    found.map((event) => event.sequence),
    'removed',
  );
}

/**
 * Removes records from the log by their sequences.
 *
 * @param database open
 * @param sequences of the records; missing ones are skipped
 * @param counted as `removed`: on purpose; as `lost`: unreadable or invalid
 * @returns number of records removed
 */
export async function removeRecords(database: ShelfDatabase, sequences: readonly number[], counted: 'removed' | 'lost'): Promise<number> {
  if (sequences.length === 0) return 0;
  const transaction = database.transaction(['events', 'meta', 'profiles'], 'readwrite', { durability: 'strict' });
  const [events, meta] = [transaction.objectStore('events'), transaction.objectStore('meta')];
  let removed = 0;
  for (const sequence of sequences) {
    if ((await events.getKey(sequence)) === undefined) continue;
    await events.delete(sequence);
    removed++;
  }
  for (const [name, more] of [
    ['epoch', 1],
    [counted, removed],
  ] as const)
    await meta.put((((await meta.get(name)) as number | undefined) ?? 0) + more, name);
  await transaction.objectStore('profiles').clear();
  await transaction.done;
  return removed;
}

/** Counts the lost events of another log. */
export async function countLost(database: ShelfDatabase, events: number): Promise<void> {
  const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
  const before = ((await transaction.store.get('lost')) as number | undefined) ?? 0;
  await transaction.store.put(before + events, 'lost');
  await transaction.done;
}
