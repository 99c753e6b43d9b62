import { OnshelfError } from '../core/onshelf-error.js';
import { withDeadline } from '../core/time/deadline.js';
import { withTurn } from '../core/time/with-turn.js';
import type { StoragePlace } from '../types/storage.js';
import { openLocalNotes } from './place/local-notes.js';
import { deletePlace, factoryOf, placeState, resultOf, storagePlaces } from './place/storage-place.js';

/** Other tabs close their connections when asked to; one that does not answer by then blocks the erasure. */
const ERASE_DEADLINE = 3000;
/** One that does not open, or is kept busy, is deleted as it is. */
const EMPTY_DEADLINE = 2500;

/** Name of the turns in which consent is written and erased: the one must not fall into the middle of the other. */
export function consentTurn(name: string): string {
  return `onshelf-consent:${name}`;
}

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
    const notebook = openLocalNotes(name);
    const earlier = (notebook.read()?.since ?? until) <= until;
    if (earlier) notebook.remove();
    let failure: unknown;
    for (const place of storagePlaces(name)) {
      // Where the browser cannot tell, it is tried.
      if ((await withDeadline(placeState(place), ERASE_DEADLINE).catch(() => null)) === false) continue;
      try {
        // Of one that does not open, or is kept busy, the note outside says when it was agreed to.
        const emptying = emptyDatabase(place, until).catch(() => earlier);
        if (await withDeadline(emptying, EMPTY_DEADLINE).catch(() => earlier && until >= 0))
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

/** False where it was agreed to later. Works on any version of the database, and by itself: nothing has to be loaded for it. */
async function emptyDatabase(place: StoragePlace, until: number): Promise<boolean> {
  const database = await resultOf((await factoryOf(place)).open(place.database));
  // Whoever deletes or upgrades it must not wait for this.
  database.onversionchange = () => database.close();
  try {
    const names = [...database.objectStoreNames];
    if (!names.includes('meta')) return true;
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    // Where a request of it fails first, that is told.
    ended.catch(() => {});
    const meta = transaction.objectStore('meta');
    const [consent, since] = await Promise.all([resultOf(meta.get('consent')), resultOf(meta.get('since'))]);
    if (consent === 'granted' && Number(since ?? 0) > until) return false;
    for (const name of names) transaction.objectStore(name).clear();
    await ended;
    return true;
  } finally {
    database.close();
  }
}
