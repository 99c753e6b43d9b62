import { readEvents } from '../core/read-event.js';
import type { ShelfParts } from './shelf-parts.js';

/** Takes in the last few events of an earlier visit that found no database to store them in. Loaded only where there are any. */
export async function adoptLatest({ storage, recorder }: Pick<ShelfParts, 'storage' | 'recorder'>): Promise<void> {
  await recorder.adopt(readEvents(storage.notebook.read()?.latest));
  storage.notebook.write({ latest: undefined });
}
