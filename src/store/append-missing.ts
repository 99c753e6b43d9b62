import type { Database } from './database.js';
import type { SealedEvent } from './event-log.js';

/**
 * Appends those of a batch whose ids are not in the log yet, and their count, in one transaction; so a batch may be repeated.
 *
 * @param database open
 * @param rows all of the batch
 * @returns how many were new
 */
export async function appendMissing(database: Database, rows: readonly SealedEvent[]): Promise<number> {
  const transaction = database.transaction(['events', 'batches'], 'readwrite', { durability: 'relaxed' });
  const events = transaction.objectStore('events');
  let added = 0;
  for (const row of rows) {
    if ((await events.index('id').getKey(row.id)) !== undefined) continue;
    await events.add({ ...row });
    added++;
  }
  if (added > 0) await transaction.objectStore('batches').add(added);
  await transaction.done;
  return added;
}
