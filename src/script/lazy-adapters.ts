import { findAll, textWithin } from '../core/page/page-nodes.js';
import { ownGlobal, page, readyState } from '../core/page/platform.js';
import { listenToSegment } from '../record/adapters/segment-calls.js';
import { isUserContent } from '../record/adapters/user-content.js';
import type { ItemKey, PageEvent, PageListener } from '../types/page-event.js';

/** Loads the page readers. */
export type LoadReaders = () => Promise<typeof import('./page-readers.js')>;

/** Matches Segment's ecommerce events; the reader selects those that are recorded. */
const OF_A_SHOP = /product|cart|checkout|order|payment/i;
/** Milliseconds between checks for the pixel's events: a pixel cannot notify the page. */
const PIXEL_INTERVAL_MS = 2000;

/**
 * Takes the events that Shopify's pixel leaves in session storage, from now on.
 *
 * @param load loads the reader
 * @param listener receives them
 * @param itemKey which identifier of an item to use
 */
export function observePixel(load: LoadReaders, listener: PageListener, itemKey: ItemKey): void {
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
  quietly();
  setInterval(quietly, PIXEL_INTERVAL_MS);
  addEventListener('pagehide', quietly);
}

/**
 * Observes Segment's ecommerce events.
 *
 * @param load loads the reader
 * @param listener receives them, with the time of the call
 * @param itemKey which identifier of an item to use
 * @returns whether the page has Segment
 */
export function observeSegment(load: LoadReaders, listener: PageListener, itemKey: ItemKey): boolean {
  return listenToSegment(ownGlobal('analytics'), (name, properties) => {
    if (typeof name !== 'string' || !OF_A_SHOP.test(name)) return;
    const time = Date.now();
    load()
      .then(({ eventOfSegment }) => eventOfSegment(name, properties, itemKey))
      .then((event) => event && listener.event(event, time))
      .catch(() => {});
  });
}

/**
 * Reads the schema.org description of a page about one product; those in user content are ignored.
 *
 * @param load loads the reader
 * @param itemKey which identifier of the product to use
 * @param tell called with the `view_item`
 * @returns whether the page is loaded
 */
export function readDescription(load: LoadReaders, itemKey: ItemKey, tell: (event: PageEvent) => void): boolean {
  if (page === null || readyState() !== 'complete') return false;
  const texts = findAll(page, 'script[type="application/ld+json"]')
    .filter((script) => !isUserContent(script))
    .map((script) => textWithin(script) ?? '');
  if (texts.some((text) => text.includes('Product')))
    load()
      .then(({ eventOfJsonLd }) => eventOfJsonLd(texts, itemKey))
      .then((event) => event && tell(event))
      // The console reports a failed load.
      .catch(() => {});
  return true;
}
