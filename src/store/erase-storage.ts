import { withDeadline } from '../core/deadline.js';
import { OnshelfError } from '../core/onshelf-error.js';
import { openDatabase } from './database.js';
import { openNotebook } from './notebook.js';
import { deletePlace, placeExists, storagePlaces } from './storage-place.js';

/** Other tabs close their connections when asked to; one that does not answer by then blocks the erasure. */
const ERASE_DEADLINE = 3000;

/**
 * Deletes everything Onshelf stored: events, profile, pack, consent and notes, wherever they lie. The stores are emptied and
 * the key destroyed first: that needs nobody's leave, while deleting a database waits for tabs that may be frozen.
 *
 * @param name the shop's name
 * @throws OnshelfError `storage-failed` where the browser refuses or another tab holds on; nothing readable is left then either
 */
export async function eraseStorage(name: string): Promise<void> {
  openNotebook(name).remove();
  for (const place of storagePlaces(name)) {
    if (!(await placeExists(place))) continue;
    try {
      await emptyDatabase(place).catch(() => {});
      await withDeadline(deletePlace(place), ERASE_DEADLINE);
    } catch (error) {
      throw new OnshelfError(
        'storage-failed',
        `The browser did not delete the database "${place.database}"; close the shop's other tabs and erase again.`,
        error,
      );
    }
  }
}

async function emptyDatabase(place: Parameters<typeof openDatabase>[0]): Promise<void> {
  const database = await openDatabase(place, () => {});
  try {
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
    await Promise.all(names.map((store) => transaction.objectStore(store).clear()));
    await transaction.done;
  } finally {
    database.close();
  }
}
