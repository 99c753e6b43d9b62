import { within } from '../../core/time/deadline.js';
import type { ShelfParts } from '../storage/shelf-parts.js';

/** Milliseconds that storage may take to write what was tracked before. */
const WRITE_DEADLINE = 3000;

/**
 * Closes a shelf: what was tracked before is written, and then nothing of it is left: no connection, listener, channel, worker or timer. What is
 * called from now on is answered with the code `closed`. Never rejects.
 */
export async function closeShelf(parts: ShelfParts): Promise<void> {
  if (parts.closed) return;
  parts.closed = true;
  parts.tabs.close();
  for (const step of parts.closing) step();
  await within(parts.recorder.close(), WRITE_DEADLINE);
  parts.storage.close();
  parts.link.close();
}
