import type { AsideFrom } from '../../types/results/aside.js';
import { shopName } from './profile-note.js';

/** The note of a tab in which something is set aside. */
export interface AsideNote {
  readonly from: AsideFrom;
  /** Time of the consent under which it was written, milliseconds since 1970. */
  readonly since: number;
  /** What was set aside, sealed; '' for nothing. */
  readonly sealed: string;
}

const FORM = /^(empty|profile) (\S+) (\d+)(?: (.*))?$/;

/**
 * Key of the note in sessionStorage: a tab has one of a shop, whoever is at the device.
 *
 * @param name of the database
 */
export const asideKey = (name: string): string => `onshelf-aside:${shopName(name)}`;
/** What the name of a database begins with: the account; `-` for guests. */
const accountOf = (name: string): string => name.slice(0, -shopName(name).length) || '-';

/**
 * Reads the note of this tab: one entry of sessionStorage. One of another profile, or of a consent that was taken back, is removed: the tab may have been on
 * another page when that happened. Never throws.
 *
 * @param name of the database
 * @param since time of the consent that applies now, milliseconds since 1970; undefined: none does
 * @returns null without a note, or with one that cannot be read
 */
export function readAside(name: string, since: number | undefined): AsideNote | null {
  try {
    const text = sessionStorage.getItem(asideKey(name));
    if (text === null) return null;
    const [, from, account, at, sealed = ''] = FORM.exec(text) ?? [];
    if (account === accountOf(name) && Number(at) === since) return { from: from as AsideFrom, since, sealed };
    noteAside(name, null);
  } catch {
    // Refused: there is none.
  }
  return null;
}

/**
 * Writes the note of this tab, or removes it (null). Never throws.
 *
 * @param name of the database
 * @param note of the tab
 * @returns whether that is done; false if the browser refuses sessionStorage
 */
export function noteAside(name: string, note: AsideNote | null): boolean {
  const key = asideKey(name);
  try {
    // Without consent there is none, and its name is not even used.
    if (note === null) {
      if (sessionStorage.getItem(key) !== null) sessionStorage.removeItem(key);
    } else sessionStorage.setItem(key, `${note.from} ${accountOf(name)} ${note.since} ${note.sealed}`.trim());
    return true;
  } catch {
    return false;
  }
}
