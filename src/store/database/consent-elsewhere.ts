import type { StoragePlace } from '../../types/storage.js';
import { readConsent } from './consent-record.js';
import { openExistingDatabase } from './database.js';

/**
 * Time of the consent stored in the first of some places that has one, milliseconds since 1970; null if none has. Loaded only if any exist.
 *
 * @param places that exist
 * @throws OnshelfError `storage-failed` if one does not open
 */
export async function consentElsewhere(places: readonly StoragePlace[]): Promise<number | null> {
  for (const place of places) {
    const database = await openExistingDatabase(place, () => undefined);
    try {
      const since = await readConsent(database);
      if (since !== null) return since;
    } finally {
      database.close();
    }
  }
  return null;
}
