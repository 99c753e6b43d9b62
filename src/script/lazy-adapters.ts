import { ownGlobal } from '../core/page/platform.js';
import { watchSegment } from '../record/adapters/segment-calls.js';
import { watchShopify } from '../record/adapters/shopify-calls.js';
import type { ItemKey, PageListener } from '../types/page-event.js';

/** Readers of what scripts of the page say. */
export type CallReaders = typeof import('./call-readers.js');

/** Matches Segment's ecommerce events; the reader selects those that are recorded. */
const OF_A_SHOP = /product|cart|checkout|order|payment/i;

/** What an adapter works with. */
interface AdapterParts {
  /** Loads the readers. */
  readonly load: () => Promise<CallReaders>;
  /** Receives events, with the time of the call. */
  readonly listener: PageListener;
  /** Which identifier of an item to use. */
  readonly itemKey: ItemKey;
}

/**
 * Takes the events that Shopify's pixel leaves in session storage, from now on, and those that the theme publishes.
 *
 * @returns looks at the page; a theme's function may be replaced at any time
 */
export function observeShopify({ load, listener, itemKey }: AdapterParts): () => void {
  let isShop = false;
  const withReaders = (use: (readers: CallReaders) => void): void => {
    load()
      .then(use)
      // The console reports the file.
      .catch(() => {});
  };
  const look = watchShopify((name, data) => {
    const time = Date.now();
    withReaders(({ readShopifyCall }) => readShopifyCall([name, data], time, listener, itemKey));
  });
  return () => {
    const shopify = ownGlobal('Shopify');
    if (shopify !== undefined && !isShop) {
      isShop = true;
      withReaders(({ watchPixel }) => watchPixel(listener, itemKey));
    }
    look(shopify);
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
      if (!queued && queuedResets > 0) queuedResets--;
      else {
        if (queued) queuedResets++;
        listener.reset();
      }
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
