import { deleteDB } from 'idb';
import { OnshelfError } from '../core/onshelf-error.js';

/** Other tabs close their connections when asked to; one that does not answer by then blocks the erasure. */
const ERASE_DEADLINE = 3000;

/**
 * Deletes everything Onshelf stored: events, profile, pack and consent.
 *
 * @param name database name
 * @throws OnshelfError `storage-failed` where the browser refuses or another tab holds on
 */
export async function eraseDatabase(name: string): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ERASE_DEADLINE} ms`)), ERASE_DEADLINE);
  });
  try {
    await Promise.race([deleteDB(name), deadline]);
  } catch (error) {
    throw new OnshelfError(
      'storage-failed',
      `The browser did not delete the database "${name}"; close the shop's other tabs and erase again.`,
      error,
    );
  } finally {
    clearTimeout(timer);
  }
}
