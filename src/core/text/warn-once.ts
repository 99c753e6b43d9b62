import type { NoteCode } from '../../types/note.js';

/** No `Set`: some pages have a class of their own of that name. */
const said: Record<string, true> = Object.create(null);

/**
 * Warns on the console once per page, part and code, so that a loop cannot flood it.
 *
 * @param part of the library
 * @param code of the warning, at the end of the line
 * @param message one or two sentences: what, which, and what to do
 */
export function warnOnce(part: string, code: NoteCode, message: string): void {
  const kind = `${part} ${code}`;
  if (said[kind]) return;
  said[kind] = true;
  try {
    console.warn(`onshelf: ${message} [${code}]`);
  } catch {
    // The page has a console of its own that fails: `health()` has the code too.
  }
}
