import type { PageListener } from '../../types/page-event.js';
import { createDataLayerReader } from './data-layer-reader.js';
import { createLayerReading } from './layer-reading.js';
import type { ReadingQueue } from './reading-queue.js';

/**
 * What reads the entries of data layers.
 *
 * @param listener receives their events
 * @param known receives all entries that are objects
 */
export function readLayers(listener: Pick<PageListener, 'event' | 'unread'>, known: WeakSet<object>): ReadingQueue {
  return createLayerReading(createDataLayerReader(listener), known);
}
