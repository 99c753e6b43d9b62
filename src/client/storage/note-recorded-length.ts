import type { LocalNotes } from '../../store/place/local-notes.js';
import type { LogReport } from '../../types/storage.js';

/** A log, and how many events are in it besides those that this page stored. */
export interface LogLength {
  readonly report?: LogReport | null;
  readonly earlier: number;
}

/**
 * Notes outside the database how many events are in it, as the page leaves: a database that lost its end does not report that itself.
 *
 * @param stored number of events that this page stored
 */
export function noteRecordedLength(notebook: Pick<LocalNotes, 'read' | 'write'>, { report, earlier }: LogLength, stored: number): void {
  if (!report) return;
  const noted = notebook.read();
  const events = earlier + stored;
  notebook.write({ log: report.log, events: noted?.log === report.log ? Math.max(noted.events ?? 0, events) : events });
}
