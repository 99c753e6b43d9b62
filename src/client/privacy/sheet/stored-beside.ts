import { asideKey, readAside } from '../../../core/page/aside-note.js';
import { otherProfiles, shopName } from '../../../core/page/profile-note.js';
import { readRefusal, refusalKey } from '../../../core/page/refusal-note.js';
import { openLocalNotes } from '../../../store/place/local-notes.js';
import { placeState, storagePlaces } from '../../../store/place/storage-place.js';

/** What this browser has of the shop besides the log that is read. */
export interface StoredBeside {
  /** Name of a database with what earlier visits stored; null: there is none, as far as the browser tells. */
  readonly database: string | null;
  /** Name of the note of a refusal, or null. */
  readonly refusal: string | null;
  /** The note of what is set aside in this tab, and whether it has events; null without one. */
  readonly aside: { readonly note: string; readonly sealed: boolean } | null;
  /** Whether something is stored of another account, or of guests. */
  readonly others: boolean;
}

/**
 * Looks for it. Opens and creates nothing. Never throws.
 *
 * @param name of the profile's database
 * @param isNoted whether there may be a note of what is set aside: without consent there is none, and its name is not even used
 */
export async function storedBeside(name: string, isNoted: boolean): Promise<StoredBeside> {
  const places = storagePlaces(name);
  const aside = isNoted ? readAside(name, openLocalNotes(name).read()?.since) : null;
  const found = await Promise.all(places.map(placeState));
  const at = found.indexOf(true);
  return {
    // Some browsers do not list their databases: there, the note of the log tells.
    database: places[at === -1 && hasNotes(name) ? 0 : at]?.database ?? null,
    refusal: readRefusal(name) === null ? null : refusalKey(name),
    aside: aside && { note: asideKey(name), sealed: aside.sealed !== '' },
    others: otherProfiles(shopName(name), name).some(hasNotes),
  };
}

const hasNotes = (name: string): boolean => openLocalNotes(name).read() !== null;
