import { wrap } from 'idb';
import type { StoragePlace } from '../../types/storage.js';
import { deletePlace, factoryOf } from './storage-place.js';

/**
 * Deletes a place that is no longer used. Unlike an erasure, it lets other tabs rescue their events first: they are asked to close. A bucket,
 * which would close them by force, is deleted after they have.
 */
export async function vacatePlace(place: StoragePlace): Promise<void> {
  // A broken database cannot be deleted, but its bucket can.
  if (place.bucket !== null) await wrap((await factoryOf(place)).deleteDatabase(place.database)).catch(() => {});
  await deletePlace(place);
}
