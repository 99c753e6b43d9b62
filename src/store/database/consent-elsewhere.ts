import type { StoragePlace } from '../../types/storage.js';
import { readConsent } from './consent-record.js';
import { openShelfDatabase } from './database.js';

/**
 * When consent was given according to the first of some places that holds a record of it, in milliseconds since 1970; null
 * where none does. Loaded only where there is something in them.
 *
 * @param places that exist
 * @throws OnshelfError `storage-failed` where one does not open
 */
export async function consentElsewhere(places: readonly StoragePlace[]): Promise<number | null> {
  for (const place of places) {
    const database = await openShelfDatabase(place, () => undefined);
    try {
      const since = await readConsent(database);
      if (since !== null) return since;
    } finally {
      database.close();
    }
  }
  return null;
}
