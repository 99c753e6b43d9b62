import { findAll, textWithin } from '../core/page/page-nodes.js';
import { ownGlobal, page, readyState } from '../core/page/platform.js';
import { listenToSegment } from '../record/adapters/segment-calls.js';
import { isUserContent } from '../record/adapters/user-content.js';
import type { ItemKey, PageEvent, PageListener } from '../types/page-event.js';

/** The readers, fetched when there is something to be read. */
export type LoadReaders = () => Promise<typeof import('./page-readers.js')>;

/** Names of Segment's that are of a shop; which of them is recorded, the reader knows. */
const OF_A_SHOP = /product|cart|checkout|order|payment/i;
/** How often it is looked for what the pixel left, in milliseconds: it cannot announce itself. */
const PIXEL_EVERY = 2000;

/**
 * Takes what Shopify's pixel leaves in the session's storage, from now on.
 *
 * @param load fetches the reader
 * @param listener hears it
 * @param itemKey which of an item's names to take
 */
export function observePixel(load: LoadReaders, listener: PageListener, itemKey: ItemKey): void {
  const take = async (): Promise<void> => {
    // `for`, since pages replace what lists keys.
    for (let at = 0; at < sessionStorage.length; at++)
      if (sessionStorage.key(at)?.startsWith('onshelf-pixel:')) {
        const { takePixelEvents } = await load();
        takePixelEvents(() => sessionStorage, listener, itemKey);
        return;
      }
  };
  // What a browser or a missing file refuses stays where it lies.
  const quietly = (): void => void take().catch(() => {});
  quietly();
  setInterval(quietly, PIXEL_EVERY);
  addEventListener('pagehide', quietly);
}

/**
 * Hears Segment's calls of events that shops have.
 *
 * @param load fetches the reader
 * @param listener hears them, with the time of the call
 * @param itemKey which of an item's names to take
 * @returns whether there is a Segment to be heard
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
 * Reads the schema.org descriptions of a page that is about one product; those in what visitors wrote say nothing.
 *
 * @param load fetches the reader
 * @param itemKey which of the product's names to take
 * @param tell given the look at the product
 * @returns whether the page is there to be read
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
      // It is said on the console that it cannot be fetched.
      .catch(() => {});
  return true;
}
