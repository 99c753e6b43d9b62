import type { PageObject } from './fields/page-fields.js';
import { hookMethod } from './hook-method.js';
import type { ReadingQueue } from './reading-queue.js';

/** Maximum number of entries looked at in one task. */
const AT_ONCE = 1000;

/**
 * Whether an entry may be of a shop: an event that is not Google Tag Manager's own, or ecommerce. Never throws.
 *
 * @param entry any value of the page
 * @param known receives it, if it is an object
 */
export function mayBeOfShop(entry: unknown, known: WeakSet<object>): boolean {
  try {
    // Throws for a text or a number; getters and proxies of the page may throw too.
    known.add(entry as object);
    const given = entry as PageObject;
    const { event } = given;
    if (given[0] === 'event' || given.ecommerce !== undefined || given.transactionProducts !== undefined) return true;
    return typeof event === 'string' && !event.startsWith('gtm.');
  } catch {
    return false;
  }
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
 * @param load loads what reads the entries; called when one may be of a shop. `known`: see `createLayerReading`
 */
export function watchDataLayer(load: (known: WeakSet<object>) => Promise<ReadingQueue>): DataLayerWatch {
  /** Entries that were read: an array that takes the place of another one may have them too. */
  const known = new WeakSet<object>();
  let current: unknown;
  let waiting: (readonly [entries: readonly unknown[], time: number])[] = [];
  let isLoading = false;
  let reading: ReadingQueue | undefined;
  let isLooking = false;
  const take = (entries: readonly unknown[]): void => {
    const time = Date.now();
    if (reading !== undefined) {
      reading.add(entries, time);
      return;
    }
    // Many are looked at where they are read: in short tasks.
    const isLong = entries.length > AT_ONCE;
    isLooking = true;
    const isDue = isLong || entries.filter((entry) => mayBeOfShop(entry, known)).length > 0;
    isLooking = false;
    if (!isDue) return;
    waiting.push([entries, time]);
    if (isLoading) return;
    isLoading = true;
    load(known).then(
      (loaded) => {
        reading = loaded;
        for (let at = 0; at < waiting.length; at++) loaded.add(...waiting[at]);
        waiting = [];
      },
      () => {
        // The console reports the file. A later entry tries again.
        isLoading = false;
      },
    );
  };
  const isBusy = (): boolean => isLooking || reading?.isReading() === true;
  return {
    look: (layer) => {
      try {
        if (!Array.isArray(layer)) return false;
        if (layer === current) return true;
        // A copy: a getter of an entry may push.
        const earlier = current === undefined ? layer.slice() : layer.filter((entry) => !known.has(entry));
        current = layer;
        hookMethod(layer, 'push', isBusy, take);
        take(earlier);
        return true;
      } catch {
        return false;
      }
    },
  };
}
