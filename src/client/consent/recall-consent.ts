import { type Refusal, readRefusal } from '../../core/page/refusal-note.js';
import { withDeadline } from '../../core/time/deadline.js';
import { placeState, storagePlaces } from '../../store/place/storage-place.js';
import type { Consent } from '../../types/consent.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import type { confirmConsent } from './confirm-consent.js';

/** Some browsers never say which databases there are; what is there is left as it is then. Milliseconds. */
export const EXISTS_DEADLINE = 1000;

/**
 * The refusal that is noted and that nothing followed: what was agreed to later is noted with its time. It reads two entries of localStorage and
 * opens nothing.
 *
 * @param name the shop's name
 * @param storage of the page
 */
export function standingRefusal(name: string, { notebook }: Pick<ShelfStorage, 'notebook'>): Refusal | null {
  const refusal = readRefusal(name);
  return refusal !== null && (notebook.read()?.since ?? -1) > refusal.at ? null : refusal;
}

/**
 * What this shopper said on an earlier visit, without creating anything where they said nothing.
 *
 * @param name the shop's name
 * @param storage of the page
 * @param loadPart loads what looks into a database; rejects where it cannot be had
 */
export async function recallConsent(
  name: string,
  storage: ShelfStorage,
  loadPart: () => Promise<{ readonly confirmConsent: typeof confirmConsent }>,
): Promise<Consent> {
  const refusal = standingRefusal(name, storage);
  // Void, whatever still lies there.
  if (refusal !== null) return refusal.word === 'denied' ? 'denied' : 'unknown';
  const since = storage.notebook.read()?.since;
  try {
    const existing = await withDeadline(Promise.all(storagePlaces(name).map(placeState)), EXISTS_DEADLINE);
    // Most of those who come are new.
    if (since === undefined && !existing.includes(true)) return 'unknown';
    const part = await loadPart();
    return await part.confirmConsent(name, storage, existing);
  } catch {
    storage.unasked = true;
    if (since === undefined) return 'unknown';
    // The note says that it was given. What is stored is there when storage answers again.
    storage.grant(since).catch(() => {});
    return 'granted';
  }
}
