import { mayBeOfShop } from './data-layer.js';
import type { EntryReader } from './data-layer-reader.js';
import { createReadingQueue, type ReadingQueue } from './reading-queue.js';

/**
 * Creates the queue that reads the entries of data layers, in order and in short tasks.
 *
 * @param read reads the entries that may be of a shop
 * @param known receives all entries that are objects
 */
export function createLayerReading(read: EntryReader, known: WeakSet<object>): ReadingQueue {
  return createReadingQueue((entry, time) => {
    if (mayBeOfShop(entry, known)) read(entry, time);
  });
}
