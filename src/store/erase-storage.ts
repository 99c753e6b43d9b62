import { OnshelfError } from '../core/onshelf-error.js';
import { isSomethingStored } from '../core/page/refusal-note.js';
import { withDeadline } from '../core/time/deadline.js';
import { withTurn } from '../core/time/with-turn.js';
import type { StoragePlace } from '../types/storage.js';
import { openLocalNotes } from './place/local-notes.js';
import { deletePlace, factoryOf, placeState, resultOf, storagePlaces } from './place/storage-place.js';

/** Timeout of a deletion: other tabs close their connections on request; one that does not respond blocks it. */
const DELETE_TIMEOUT_MS = 3000;
/** Timeout of emptying: a database that does not open, or is busy, is deleted without. */
const EMPTY_TIMEOUT_MS = 2500;

/** Name of the turns for writing and erasing consent, which must not overlap. */
export function consentTurn(name: string): string {
  return `onshelf-consent:${name}`;
}

/**
 * Deletes everything that Onshelf stored, in every place: events, profile, pack, consent and notes. Empties the stores and destroys the key
 * first: that is possible at once, while deleting a database waits for other tabs, which may be frozen.
 *
 * A tab may carry out a refusal late, after consent was granted again. So data with a consent later than the refusal stays. Tabs take turns, so
 * that none writes consent between the check and the deletion.
 *
 * @param name the shop's name
 * @param until time of the request, milliseconds since 1970; below 0: delete only data without consent
 * @throws OnshelfError `storage-failed` if the browser refuses or another tab blocks it; no readable data is left even then
 */
export async function eraseStorage(name: string, until: number): Promise<void> {
  const notebook = openLocalNotes(name);
  const places = storagePlaces(name);
  const stateOf = (place: StoragePlace): Promise<boolean | null> => withDeadline(placeState(place), DELETE_TIMEOUT_MS).catch(() => null);
  // Where nothing is stored there is no turn to take either: its name would be a trace, before consent.
  if (!isSomethingStored(name) && (await Promise.all(places.map(stateOf))).every((there) => there === false)) return;
  await withTurn(consentTurn(name), async () => {
    const earlier = (notebook.read()?.since ?? until) <= until;
    if (earlier) notebook.remove();
    let failure: unknown;
    for (const place of places) {
      // Unknown (null): try.
      if ((await stateOf(place)) === false) continue;
      try {
        // If it does not open, or is busy, the local notes have the time of the consent.
        const emptying = emptyDatabase(place, until).catch(() => earlier);
        if (await withDeadline(emptying, EMPTY_TIMEOUT_MS).catch(() => earlier && until >= 0))
          await withDeadline(deletePlace(place), DELETE_TIMEOUT_MS);
      } catch (error) {
        failure ??= new OnshelfError(
          'storage-failed',
          `The browser did not delete the database "${place.database}": another tab uses it, or storage does not respond.`,
          error,
        );
      }
    }
    if (failure !== undefined) throw failure;
  });
}

/** Empties a database of any version, without `idb`. Returns false if its consent is later than `until`. */
async function emptyDatabase(place: StoragePlace, until: number): Promise<boolean> {
  const opening = (await factoryOf(place)).open(place.database);
  let missing = false;
  // Gone meanwhile: it is not created anew.
  opening.onupgradeneeded = () => {
    missing = true;
    opening.transaction?.abort();
  };
  const database = await resultOf(opening).catch((error: unknown) => {
    if (!missing) throw error;
  });
  if (database === undefined) return true;
  // Another tab that deletes or upgrades it must not wait.
  database.onversionchange = () => database.close();
  try {
    const names = [...database.objectStoreNames];
    if (!names.includes('meta')) return true;
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    // If one of its requests fails first, that error is thrown.
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
