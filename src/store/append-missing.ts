import type { Database } from './database.js';
import type { Sealed } from './sealer.js';

/**
 * Appends those events of a batch that are not in the log yet, with their count. Loaded only when a batch is repeated.
 *
 * @param database open
 * @param rows the batch
 * @returns how many were missing
 */
export async function appendMissing(
  database: Database,
  rows: readonly { readonly id: string; readonly sealed: Sealed }[],
): Promise<number> {
  const transaction = database.transaction(['events', 'batches'], 'readwrite', { durability: 'relaxed' });
  const events = transaction.objectStore('events');
  let added = 0;
  for (const row of rows) {
    if ((await events.index('id').getKey(row.id)) !== undefined) continue;
    await events.add({ ...row });
    added++;
  }
  await transaction.objectStore('batches').add(added);
  await transaction.done;
  return added;
}
