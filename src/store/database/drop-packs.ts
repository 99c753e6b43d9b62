import type { ShelfDatabase } from './database.js';

/** Deletes all packs: they can be downloaded again; events cannot. */
export async function dropPacks(database: ShelfDatabase): Promise<void> {
  const transaction = database.transaction(['manifests', 'files'], 'readwrite', { durability: 'relaxed' });
  await Promise.all([transaction.objectStore('manifests').clear(), transaction.objectStore('files').clear()]);
  await transaction.done;
}
