import type { ShelfParts } from './shelf-parts.js';

/** Notes outside the database what is in it, as the page leaves: a database that lost its end does not say so itself. */
export function noteWitness({ storage, recorder, consent }: Pick<ShelfParts, 'storage' | 'recorder' | 'consent'>): void {
  if (consent !== 'granted') return;
  const { report, earlier, notebook } = storage;
  // The note tells of the log that others find.
  if (report !== null && !storage.moved()) {
    const noted = notebook.read();
    const events = earlier + recorder.counts().storedEvents;
    notebook.write({ log: report.log, events: noted?.log === report.log ? Math.max(noted.events ?? 0, events) : events });
  }
}
