import { messageOf } from '../../core/onshelf-error.js';
import type { Note } from '../../types/note.js';

/**
 * Notes, once, that events in another place could not be merged: forgetting did not cover them.
 *
 * @param notes receives the note
 * @param error why
 */
export function noteOrphans(notes: Note[], error: unknown): void {
  const message = `Events in another place of the log could not be read, and may still be there: ${messageOf(error)}`;
  if (!notes.some((note) => note.message === message)) notes.push({ code: 'storage-failed', message });
}
