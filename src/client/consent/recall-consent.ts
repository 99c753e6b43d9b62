import { type Refusal, readRefusal } from '../../core/page/refusal-note.js';
import { withDeadline } from '../../core/time/deadline.js';
import { placeState, storagePlaces } from '../../store/place/storage-place.js';
import type { Consent } from '../../types/consent.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import type { ConfirmParts, confirmConsent } from './confirm-consent.js';

/** Some browsers never list their databases; stored data is left as it is then. Milliseconds. */
export const EXISTS_DEADLINE = 1000;

/**
 * Returns the noted refusal, unless a later grant is noted. Reads two entries of localStorage and opens nothing.
 *
 * @param name of the database
 */
export function standingRefusal(name: string, { notebook }: Pick<ShelfStorage, 'notebook'>): Refusal | null {
  const refusal = readRefusal(name);
  return refusal !== null && (notebook.read()?.since ?? -1) > refusal.at ? null : refusal;
}

/**
 * Returns the consent of earlier visits, without creating a database for shoppers who never gave it.
 *
 * @param loadPart loads the chunk that looks into a database; rejects if it cannot be loaded
 */
export async function recallConsent(
  parts: ConfirmParts,
  loadPart: () => Promise<{ readonly confirmConsent: typeof confirmConsent }>,
): Promise<Consent> {
  const { name, storage } = parts;
  const refusal = standingRefusal(name, storage);
  // Stored data is void, if there still is any.
  if (refusal !== null) return refusal.word === 'denied' ? 'denied' : 'unknown';
  const since = storage.notebook.read()?.since;
  try {
    const existing = await withDeadline(Promise.all(storagePlaces(name).map(placeState)), EXISTS_DEADLINE);
    // Most shoppers are new.
    if (since === undefined && !existing.includes(true)) return 'unknown';
    const part = await loadPart();
    return await part.confirmConsent(parts, existing);
  } catch {
    parts.consent.dispatch({ kind: 'find', unasked: true });
    if (since === undefined) return 'unknown';
    // According to the note it was granted. The stored data is back when storage answers again.
    storage.grant(since).catch(() => {});
    return 'granted';
  }
}
