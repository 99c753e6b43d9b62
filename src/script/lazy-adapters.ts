import { ownGlobal } from '../core/page/platform.js';
import type { EntryReader } from '../record/adapters/data-layer-reader.js';
import { watchSegment } from '../record/adapters/segment-calls.js';
import { watchShopify } from '../record/adapters/shopify-calls.js';
import type { ItemKey, PageListener } from '../types/page-event.js';

/** Readers of what scripts of the page say. */
export type CallReaders = typeof import('./readers/call-readers.js');

/** Matches Segment's ecommerce events; the reader selects those that are recorded. */
const OF_A_SHOP = /product|cart|checkout|order|payment/i;
/** Milliseconds between checks for the pixel's events: a pixel cannot notify the page. */
const PIXEL_INTERVAL_MS = 2000;

/** What an adapter works with. */
interface AdapterParts {
  /** Loads the readers. */
  readonly load: () => Promise<CallReaders>;
  /** Receives events, with the time of the call. */
  readonly listener: PageListener;
  /** Which identifier of an item to use. */
  readonly itemKey: ItemKey;
}

/** Loads the reader of the data layer's events. */
export async function loadEntryReader({ load, listener }: AdapterParts): Promise<EntryReader> {
  return (await load()).createDataLayerReader(listener);
}

/**
 * Takes the events that Shopify's pixel leaves in session storage, from now on, and those that the theme publishes.
 *
 * @returns looks at the page; false: a theme's function may be replaced at any time
 */
export function observeShopify({ load, listener, itemKey }: AdapterParts): () => false {
  let isShop = false;
  const take = async (): Promise<void> => {
    // A `for` loop: pages may replace `Object.keys`.
    for (let at = 0; at < sessionStorage.length; at++)
      if (sessionStorage.key(at)?.startsWith('onshelf-pixel:')) {
        const { takePixelEvents } = await load();
        takePixelEvents(() => sessionStorage, listener, itemKey);
        return;
      }
  };
  // If storage is refused or the file is missing, the entries stay.
  const quietly = (): void => void take().catch(() => {});
  const look = watchShopify((name, data) => {
    const time = Date.now();
    load()
      .then(({ readShopifyCall }) => readShopifyCall([name, data], time, listener, itemKey))
      .catch(() => {});
  });
  return () => {
    const shopify = ownGlobal('Shopify');
    if (shopify !== undefined && !isShop) {
      isShop = true;
      quietly();
      setInterval(quietly, PIXEL_INTERVAL_MS);
      addEventListener('pagehide', quietly);
    }
    look(shopify);
    return false;
  };
}

/**
 * Observes Segment's ecommerce events.
 *
 * @returns looks at the page, and returns whether Segment is heard
 */
export function observeSegment({ load, listener, itemKey }: AdapterParts): () => boolean {
  let queuedResets = 0;
  let reading: Promise<ReturnType<CallReaders['createSegmentReader']>> | undefined;
  const look = watchSegment((method, name, properties, queued) => {
    if (method === 'reset') {
      // The library tells a queued one again.
      if (queued || queuedResets === 0) listener.reset();
      queuedResets = Math.max(0, queuedResets + (queued ? 1 : -1));
      return;
    }
    if (typeof name !== 'string' || !OF_A_SHOP.test(name)) return;
    const time = Date.now();
    reading ??= load().then(({ createSegmentReader }) => createSegmentReader(listener, itemKey));
    reading
      .then((read) => read(name, properties, time, queued))
      .catch(() => {
        reading = undefined;
      });
  });
  return () => look(ownGlobal('analytics'));
}
