import { withDeadline } from '../core/deadline.js';
import { OnshelfError } from '../core/onshelf-error.js';
import { withTurn } from '../core/with-turn.js';
import type { StoragePlace } from '../types/storage.js';
import { consentIn } from './consent-record.js';
import { emptyStores, openDatabase } from './database.js';
import { openNotebook } from './notebook.js';
import { deletePlace, placeExists, storagePlaces } from './storage-place.js';
import { consentTurn } from './write-consent.js';

/** Other tabs close their connections when asked to; one that does not answer by then blocks the erasure. */
const ERASE_DEADLINE = 3000;

/**
 * Deletes what Onshelf stored: events, profile, pack, consent and notes, wherever they lie. The stores are emptied and
 * the key destroyed first: that needs nobody's leave, while deleting a database waits for tabs that may be frozen.
 *
 * A tab may hear late of a refusal, and carry it out after consent was granted anew. So what was agreed to later than the
 * refusal stays. No tab writes consent between the look at it and the deletion: each waits for its turn.
 *
 * @param name the shop's name
 * @param until when it was asked for, milliseconds since 1970; below 0: only what lies there without consent
 * @throws OnshelfError `storage-failed` where the browser refuses or another tab holds on; nothing readable is left then either
 */
export async function eraseStorage(name: string, until: number): Promise<void> {
  await withTurn(consentTurn(name), async () => {
    const notebook = openNotebook(name);
    const earlier = (notebook.read()?.since ?? until) <= until;
    if (earlier) notebook.remove();
    let failure: unknown;
    for (const place of storagePlaces(name)) {
      if (!(await withDeadline(placeExists(place), ERASE_DEADLINE).catch(() => true))) continue;
      try {
        // Of one that does not open, or is kept busy, the note outside says when it was agreed to.
        const emptying = emptyDatabase(place, until).catch(() => earlier);
        if (await withDeadline(emptying, ERASE_DEADLINE).catch(() => earlier && until >= 0))
          await withDeadline(deletePlace(place), ERASE_DEADLINE);
      } catch (error) {
        failure ??= new OnshelfError(
          'storage-failed',
          `The browser did not delete the database "${place.database}": another tab of the shop keeps it busy, or its storage does not answer.`,
          error,
        );
      }
    }
    if (failure !== undefined) throw failure;
  });
}

/** False where it was agreed to later. */
async function emptyDatabase(place: StoragePlace, until: number): Promise<boolean> {
  const database = await openDatabase(place, () => {});
  try {
    return await emptyStores(database, async (meta) => ((await consentIn(meta)) ?? until) <= until);
  } finally {
    database.close();
  }
}
