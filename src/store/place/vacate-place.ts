import { wrap } from 'idb';
import type { StoragePlace } from '../../types/storage.js';
import { deletePlace, factoryOf } from './storage-place.js';

/**
 * Takes a place away that is used no more. Unlike an erasure it lets other tabs that still hold it bring away what lies in
 * it: they are asked to close, and a bucket, which closes them by force, goes only when they have.
 */
export async function vacatePlace(place: StoragePlace): Promise<void> {
  // What is broken cannot be deleted; its bucket can.
  if (place.bucket !== null) await wrap((await factoryOf(place)).deleteDatabase(place.database)).catch(() => {});
  await deletePlace(place);
}
