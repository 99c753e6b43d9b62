import type { AsideFrom } from '../../types/results/aside.js';

/** The note of a tab in which something is set aside. */
export interface AsideNote {
  readonly from: AsideFrom;
  /** Time of the consent under which it was written, milliseconds since 1970. */
  readonly since: number;
  /** What was set aside, sealed; '' for nothing. */
  readonly sealed: string;
}

const FORM = /^(empty|profile) (\S+) (\d+)(?: (.*))?$/;
const ACCOUNT = /^p-([0-9a-f]{16})-/;

/** A tab has one entry of a shop, whoever is at the device. */
const keyOf = (name: string): string => `onshelf-aside:${name.replace(ACCOUNT, '')}`;
/** The account of a database; `-` for guests. */
const accountOf = (name: string): string => ACCOUNT.exec(name)?.[1] ?? '-';

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
    const text = sessionStorage.getItem(keyOf(name));
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
  const key = keyOf(name);
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
