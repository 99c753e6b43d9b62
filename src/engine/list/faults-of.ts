import type { Note, NoteCode } from '../../types/note.js';

/** Codes of what was decided or done as planned, which `health()` tells. */
const PLANNED: ReadonlySet<NoteCode> = new Set(['scorer-chosen', 'encoder-chosen', 'events-gathered', 'events-expired']);

/**
 * What a list says of the engine: what did not go as planned.
 *
 * @param notes of the engine
 */
export function faultsOf(notes: readonly Note[]): Note[] {
  return notes.filter(({ code }) => !PLANNED.has(code));
}
