import type { ShelfDatabase } from './database.js';

/** Drops all packs: they can be downloaded again, so they make room for what cannot. */
export async function dropPacks(database: ShelfDatabase): Promise<void> {
  const transaction = database.transaction(['manifests', 'files'], 'readwrite', { durability: 'relaxed' });
  await Promise.all([transaction.objectStore('manifests').clear(), transaction.objectStore('files').clear()]);
  await transaction.done;
}
