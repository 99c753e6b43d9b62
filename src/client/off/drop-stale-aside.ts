import { readAside } from '../../core/page/aside-note.js';
import { profileName, readAccountId } from '../../core/page/profile-note.js';
import { openLocalNotes } from '../../store/place/local-notes.js';
import { standingRefusal } from '../consent/recall-consent.js';

/**
 * Removes what an earlier page of this tab set aside, if the consent for it was taken back meanwhile, or somebody else is at the device. Reads notes and opens
 * nothing, so a page on which nothing may be done does it too. Never throws.
 *
 * @param shop the option `name`
 */
export function dropStaleAside(shop = 'onshelf'): void {
  const name = profileName(shop, readAccountId(shop));
  const notebook = openLocalNotes(name);
  readAside(name, standingRefusal(name, { notebook }) === null ? notebook.read()?.since : undefined);
}
