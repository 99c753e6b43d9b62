import type { NoteCode } from '../../types/note.js';

const said = new Set<string>();

/**
 * Says something on the console once per page, part and code, so that no loop can flood it.
 *
 * @param part of the library that the warning is about
 * @param code what it is about; stands at the end of the line
 * @param message one sentence or two: what, which, and what to do
 */
export function warnOnce(part: string, code: NoteCode, message: string): void {
  const kind = `${part} ${code}`;
  if (said.has(kind)) return;
  said.add(kind);
  console.warn(`onshelf: ${message} [${code}]`);
}
