import type { Notebook } from '../../store/place/notebook.js';
import type { LogWitness } from '../../types/storage.js';

/** Returns the noted length of the log, or null if none is noted. */
export function recordedLength(notebook: Pick<Notebook, 'read'>): LogWitness | null {
  const { log, events = 0 } = notebook.read() ?? {};
  return log === undefined ? null : { log, events };
}
