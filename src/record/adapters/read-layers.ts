import type { ItemKey, PageListener } from '../../types/page-event.js';
import { createDataLayerReader } from './data-layer-reader.js';
import { createLayerReading } from './layer-reading.js';
import type { ReadingQueue } from './reading-queue.js';

/**
 * What reads the entries of data layers.
 *
 * @param listener receives their events
 * @param known receives all entries that are objects
 * @param key which identifier of an item to use
 */
export function readLayers(listener: Pick<PageListener, 'event' | 'unread'>, known: WeakSet<object>, key: ItemKey): ReadingQueue {
  return createLayerReading(createDataLayerReader(listener, key), known);
}
