import { openDB } from 'idb';
import type { EventRecorder } from '../event-recorder.js';

/** What a page would write for itself: one `put` for each event, which is one transaction each. */
export async function openNaiveIdb(): Promise<EventRecorder> {
  const database = await openDB('bench-naive', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('events', { keyPath: 'sequence', autoIncrement: true }),
  });
  return {
    record: ({ name, parameters }) => database.put('events', { id: crypto.randomUUID(), time: Date.now(), name, ...parameters }),
    stored: () => database.count('events'),
  };
}
