import type { ShelfDatabase } from '../database/database.js';
import type { SealedEvent } from './event-log.js';

/** Requests per task: one by one, thousands of events take seconds; all at once, they block the page. */
const REQUESTS_AT_ONCE = 100;

/**
 * Appends the events of a batch whose ids are not in the log, and their number, in one transaction. So a batch can be repeated.
 *
 * @param database open
 * @param rows the batch, each id once
 * @returns number of new events
 */
export async function appendMissing(database: ShelfDatabase, rows: readonly SealedEvent[]): Promise<number> {
  const transaction = database.transaction(['events', 'batches'], 'readwrite', { durability: 'relaxed' });
  const events = transaction.objectStore('events');
  let added = 0;
  for (let at = 0; at < rows.length; at += REQUESTS_AT_ONCE) {
    const some = rows.slice(at, at + REQUESTS_AT_ONCE);
    const known = await Promise.all(some.map((row) => events.index('id').getKey(row.id)));
    const missing = some.filter((_, place) => known[place] === undefined);
    await Promise.all(missing.map((row) => events.add({ ...row })));
    added += missing.length;
  }
  if (added > 0) await transaction.objectStore('batches').add(added);
  await transaction.done;
  return added;
}
