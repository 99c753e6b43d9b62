import type { AsideFrom } from '../../types/results/aside.js';

/** The note of a tab in which something is set aside. */
export interface AsideNote {
  readonly from: AsideFrom;
  /** What was set aside, sealed; '' for nothing. */
  readonly sealed: string;
}

const FORM = /^(empty|profile)(?: (.*))?$/;
const keyOf = (name: string): string => `onshelf-aside:${name}`;

/**
 * Reads the note of this tab: one entry of sessionStorage. Never throws.
 *
 * @param name of the database
 * @returns null without a note, or with one that cannot be read
 */
export function readAside(name: string): AsideNote | null {
  try {
    const [, from, sealed = ''] = FORM.exec(sessionStorage.getItem(keyOf(name)) ?? '') ?? [];
    return from === undefined ? null : { from: from as AsideFrom, sealed };
  } catch {
    return null;
  }
}

/**
 * Writes the note of this tab, or removes it (null). Never throws.
 *
 * @param name of the database
 * @param note of the tab
 * @returns whether that is done; false if the browser refuses sessionStorage
 */
export function noteAside(name: string, note: AsideNote | null): boolean {
  try {
    // Without consent there is none, and its name is not even used.
    if (note === null) {
      if (sessionStorage.getItem(keyOf(name)) !== null) sessionStorage.removeItem(keyOf(name));
    } else sessionStorage.setItem(keyOf(name), `${note.from} ${note.sealed}`.trim());
    return true;
  } catch {
    return false;
  }
}
