import type { ItemKey, PageListener } from '../../types/page-event.js';
import { createDataLayerReader } from './data-layer-reader.js';
import { createLayerReading } from './layer-reading.js';
import type { ReadingQueue } from './reading-queue.js';

/**
 * What reads the entries of data layers.
 *
 * @param listener receives their events
 * @param itemKey name of the field whose value is the item's id
 * @param known receives all entries that are objects
 */
export function readLayers(listener: Pick<PageListener, 'event' | 'unread'>, itemKey: ItemKey, known: WeakSet<object>): ReadingQueue {
  return createLayerReading(createDataLayerReader(listener, itemKey), known);
}
