import type { LocalNotes } from '../../store/place/local-notes.js';
import type { RecordedLength } from '../../types/storage.js';

/** Returns the noted length of the log, or null if none is noted. */
export function recordedLength(notebook: Pick<LocalNotes, 'read'>): RecordedLength | null {
  const { log, events = 0 } = notebook.read() ?? {};
  return log === undefined ? null : { log, events };
}
