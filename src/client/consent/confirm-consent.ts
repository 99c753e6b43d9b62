import { eraseStorage } from '../../store/erase-storage.js';
import { storagePlaces } from '../../store/place/storage-place.js';
import type { Consent } from '../../types/consent.js';
import type { ShelfOptions } from '../../types/shelf.js';
import { recordedLength } from '../storage/recorded-length.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import type { ConsentStore } from './consent-state.js';
import { consentDoubt } from './stored-doubt.js';

/** What `confirmConsent` uses. */
export interface ConfirmParts {
  /** Name of the database. */
  readonly name: string;
  readonly options: Pick<Partial<ShelfOptions>, 'policy' | 'honourPrivacyControl'>;
  readonly consent: Pick<ConsentStore, 'dispatch'>;
  readonly storage: Pick<ShelfStorage, 'notebook' | 'grant' | 'revoke' | 'use' | 'opened'>;
}

/**
 * Finds out whether stored data was consented to, and deletes it if not.
 *
 * @param existing which of the shop's places exist; null: the browser cannot tell
 */
export async function confirmConsent(
  { name, options, consent: { dispatch }, storage }: ConfirmParts,
  existing: readonly (boolean | null)[],
): Promise<Consent> {
  const { notebook } = storage;
  const places = storagePlaces(name);
  const noted = notebook.read();
  const confirm = async (since: number): Promise<Consent> => {
    // A page may have emptied localStorage, and the receipt with it.
    const doubt = noted === null ? consentDoubt(options, null) : null;
    if (doubt !== null) {
      void storage.revoke();
      dispatch({ kind: 'find', doubt });
      return 'unknown';
    }
    // Storage that fails is reported by storage, in `health()`; the consent applies all the same.
    await storage.grant(since).catch(() => {});
    return 'granted';
  };
  // If the browser cannot tell, the note does.
  const exists = existing.includes(true) || (noted !== null && existing.includes(null));
  if (exists) {
    // Opening creates a missing database, so it is opened only if one exists or existed.
    const known = existing[0] === true || noted !== null;
    // undefined: it cannot be read, which is told apart below.
    const consent = known ? await storage.use((opened) => opened.readConsent()).catch(() => undefined) : null;
    if (consent != null) return confirm(consent);
    const { index = 0, rung = 0 } = storage.opened?.ladder ?? {};
    // It does not open, or another place does: a note outside the database may still record that consent was given.
    if (noted !== null && noted.since === notebook.read()?.since && (consent === undefined || rung >= 5)) return confirm(noted.since ?? 0);
    // Consent given in another place still applies: from an older version, or a day on which the usual place failed.
    const others = places.filter((_, other) => existing[other] === true && !(known && other === index));
    const elsewhere = await storage.use((opened) => opened.consentElsewhere(others));
    if (elsewhere !== null) return confirm(elsewhere);
    // Its contents cannot be read.
    if (consent === undefined) return 'unknown';
  }
  // Emptied by the browser or the shopper, left over from an interrupted erasure, or just created by opening it: there is no
  // consent to this data.
  dispatch({ kind: 'find', lostLog: recordedLength(notebook) });
  notebook.remove();
  if (exists) {
    await storage.revoke();
    await eraseStorage(name, -1);
  }
  return 'unknown';
}
