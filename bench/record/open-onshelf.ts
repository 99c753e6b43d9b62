import { createShelf } from 'onshelf';
import type { EventRecorder } from '../tools/trackers/event-recorder.js';

/** Onshelf's recorder, as a shop opens it, with consent granted. */
export async function openOnshelf(): Promise<EventRecorder> {
  const shelf = await createShelf({
    pack: '/pack-10000/pack.json',
    consent: 'granted',
    backend: 'js',
    name: 'bench-record',
    workerUrl: '/worker.js',
  });
  await shelf.items({ count: 0 });
  return {
    record: ({ name, parameters }) => shelf.track(name, parameters),
    stored: async () => (await shelf.health()).storedEvents,
  };
}
