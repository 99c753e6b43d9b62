import { eraseStorage } from '../../store/erase-storage.js';
import { witnessIn } from '../../store/place/notebook.js';
import { storagePlaces } from '../../store/place/storage-place.js';
import type { Consent } from '../../types/consent.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';

/**
 * Finds out whether what lies there was agreed to, and deletes it where nobody did.
 *
 * @param name the shop's name
 * @param storage of the page
 * @param existing which of the shop's places exist; null: the browser cannot tell
 */
export async function confirmConsent(name: string, storage: ShelfStorage, existing: readonly (boolean | null)[]): Promise<Consent> {
  const { notebook } = storage;
  const places = storagePlaces(name);
  const confirm = (since: number): Promise<Consent> => {
    const granted = (): Consent => 'granted';
    return storage.grant(since).then(granted, granted);
  };
  const noted = notebook.read();
  // Where the browser cannot tell, the note does.
  const exists = existing.includes(true) || (noted !== null && existing.includes(null));
  if (exists) {
    // Opening makes it where it is missing: only where there is something, or was.
    const known = existing[0] === true || noted !== null;
    const consent = known ? await storage.readConsent().catch(() => undefined) : null;
    if (consent != null) return confirm(consent);
    // It does not open, or another place does: the note outside says that consent was given, if it still does.
    if (noted !== null && noted.since === notebook.read()?.since && (consent === undefined || storage.ladder.rung >= 5))
      return confirm(noted.since ?? 0);
    // An older version's place, or one that an earlier day had to make do with: what was agreed to there still holds.
    const elsewhere = await storage.consentElsewhere(
      places.filter((_, index) => existing[index] === true && !(known && index === storage.ladder.index)),
    );
    if (elsewhere !== null) return confirm(elsewhere);
    // Nobody knows what lies in it.
    if (consent === undefined) return 'unknown';
  }
  // Emptied by the browser or the shopper, left over from an erasure that was cut short, or made anew by our own opening:
  // nobody agreed to what is there.
  storage.lostLog = witnessIn(notebook);
  notebook.remove();
  if (exists) {
    storage.revoke();
    await eraseStorage(name, -1);
  }
  return 'unknown';
}
