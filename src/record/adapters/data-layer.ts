import type { EntryReader } from './data-layer-reader.js';
import type { PageObject } from './fields/page-fields.js';
import { hookPush } from './hook-push.js';
import { createReadingQueue } from './reading-queue.js';

/** Whether an entry may be of a shop: an event that is not Google Tag Manager's own, or ecommerce. */
function mayBeOfShop(given: PageObject): boolean {
  const { event } = given;
  if (given[0] === 'event' || given.ecommerce !== undefined || given.transactionProducts !== undefined) return true;
  return typeof event === 'string' && !event.startsWith('gtm.');
}

/** Observes a data layer, and whatever array takes its place. */
export interface DataLayerWatch {
  /**
   * Looks at the page's data layer: reads the entries that are new, in order, and then all that come. Entries reach the page's own `push` unchanged,
   * and the page gets its result or error.
   *
   * @param layer the array; any other value is ignored; if its `push` cannot be replaced, only its earlier entries are read
   * @returns whether it is an array
   */
  look(layer: unknown): boolean;
}

/**
 * Creates a watch.
 *
 * @param load loads the reader of events; called when an entry may be of a shop
 */
export function watchDataLayer(load: () => Promise<EntryReader>): DataLayerWatch {
  let loading: Promise<EntryReader> | undefined;
  /** Entries that were read: an array that takes the place of another one may have them too. */
  const known = new WeakSet<object>();
  let current: unknown;
  let waiting: unknown[] = [];
  let read: EntryReader | undefined;
  const shop = createReadingQueue((one) => read?.(...(one as Parameters<EntryReader>)));
  const queue = createReadingQueue((entry) => {
    if (typeof entry !== 'object' || entry === null) return;
    known.add(entry);
    if (!mayBeOfShop(entry as PageObject)) return;
    const one = [entry, Date.now()];
    if (read !== undefined) {
      shop.add([one]);
      return;
    }
    waiting.push(one);
    if (loading !== undefined) return;
    loading = load();
    loading
      .then((loaded) => {
        read = loaded;
        shop.add(waiting);
        waiting = [];
      })
      .catch(() => {
        // The console reports the file. A later entry tries again.
        loading = undefined;
      });
  });
  const isBusy = (): boolean => queue.isReading() || shop.isReading();
  return {
    look: (layer) => {
      try {
        if (!Array.isArray(layer)) return false;
        if (layer === current) return true;
        // A copy: a getter of an entry may push.
        const earlier = current === undefined ? layer.slice() : layer.filter((entry) => !known.has(entry));
        current = layer;
        hookPush(layer, isBusy, queue.add);
        queue.add(earlier);
        return true;
      } catch {
        return false;
      }
    },
  };
}
