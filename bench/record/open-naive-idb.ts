import { openDB } from 'idb';
import type { EventRecorder } from '../tools/trackers/event-recorder.js';

/** The recorder that a page would write for itself: one `put`, and so one transaction, per event. */
export async function openNaiveIdb(): Promise<EventRecorder> {
  const database = await openDB('bench-naive', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('events', { keyPath: 'sequence', autoIncrement: true }),
  });
  return {
    record: ({ name, parameters }) => database.put('events', { id: crypto.randomUUID(), time: Date.now(), name, ...parameters }),
    stored: () => database.count('events'),
  };
}
