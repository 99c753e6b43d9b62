import type { Database, LogRow } from './database.js';

/**
 * Ends what appending a batch began that held ids which were in the log already: such a batch is committed without them, or
 * not at all, as browsers have it. Loaded only when that happens.
 *
 * @param database open
 * @param rows all of the batch
 * @param written how many were committed, along with the count of all of them; null where nothing was
 * @returns how many were new
 * @see https://www.w3.org/TR/IndexedDB/#commit-a-transaction
 */
export async function appendMissing(database: Database, rows: readonly LogRow[], written: number | null): Promise<number> {
  const transaction = database.transaction(['events', 'batches'], 'readwrite', { durability: 'relaxed' });
  const events = transaction.objectStore('events');
  let added = written ?? 0;
  for (const row of rows) {
    if ((await events.index('id').getKey(row.id)) !== undefined) continue;
    await events.add({ ...row });
    added++;
  }
  await transaction.objectStore('batches').add(added - (written === null ? 0 : rows.length));
  await transaction.done;
  return added;
}
