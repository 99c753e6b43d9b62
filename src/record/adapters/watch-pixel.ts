import type { ItemKey, PageListener } from '../../types/page-event.js';
import { takePixelEvents } from './shopify-pixel.js';

/** Milliseconds between checks for the pixel's events: a pixel cannot notify the page. */
const INTERVAL_MS = 2000;

/**
 * Takes the events that Shopify's pixel leaves in session storage, from now on. If storage is refused, they stay.
 *
 * @param listener receives them
 * @param itemKey which identifier of an item to use
 */
export function watchPixel(listener: PageListener, itemKey: ItemKey): void {
  const take = (): void => {
    try {
      takePixelEvents(() => sessionStorage, listener, itemKey);
    } catch {
      // As above.
    }
  };
  take();
  setInterval(take, INTERVAL_MS);
  addEventListener('pagehide', take);
}
