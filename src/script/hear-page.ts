import { listenToAttributes } from '../record/adapters/attributes.js';
import { listenToDataLayer } from '../record/adapters/data-layer.js';
import { readJsonLd } from '../record/adapters/json-ld.js';
import { listenToSegment } from '../record/adapters/segment.js';
import { takePixelEvents } from '../record/adapters/shopify-pixel.js';
import type { PageListener } from '../types/page-event.js';
import type { ScriptOptions } from './script-options.js';

/** How often the pixel's events are taken, in milliseconds: they cannot announce themselves. */
const PIXEL_EVERY = 2000;

/** Moments of a page at which something that was missing may be there. */
const LATER = ['DOMContentLoaded', 'load'] as const;

/**
 * Starts the adapters. What is not there yet, such as a data layer, is looked for again when the page has been read, and when it
 * has loaded.
 *
 * @param options which of them
 * @param listener hears all of them
 */
export function hearPage({ adapters, itemKey, dataLayer }: ScriptOptions, listener: PageListener): void {
  /** Somebody has said already which item the page is about. */
  let told = false;
  /** What the page's description said it is about: whoever says so later says nothing new. */
  let described: string | undefined;
  const hearing: PageListener = {
    event: (event, time) => {
      if (event.name === 'view_item') {
        told = true;
        const repeats = described !== undefined && event.parameters.items?.[0]?.item_id === described;
        described = undefined;
        if (repeats) return;
      }
      listener.event(event, time);
    },
    consent: listener.consent,
  };
  const page = globalThis as unknown as Record<string, unknown>;
  const isRead = (): boolean => document.readyState !== 'loading';
  const starts: (() => boolean)[] = [];
  if (adapters.includes('ga4')) starts.push(() => listenToDataLayer(page[dataLayer], hearing));
  if (adapters.includes('segment')) starts.push(() => listenToSegment(page.analytics, hearing, itemKey));
  if (adapters.includes('attributes')) starts.push(() => isRead() && listenToAttributes(document, hearing) !== null);
  if (adapters.includes('shopify')) starts.push(() => 'Shopify' in page && listenToPixel(hearing, itemKey));
  if (adapters.includes('json-ld')) {
    starts.push(() => {
      if (document.readyState !== 'complete') return false;
      // What the page says itself is more than what it is described as: two looks at one item would be one too many.
      const event = told ? null : readJsonLd(document, itemKey);
      if (event !== null) {
        listener.event(event);
        described = event.parameters.items?.[0]?.item_id;
      }
      return true;
    });
  }
  let left = starts;
  const start = (): void => {
    left = left.filter((begin) => !begin());
  };
  start();
  for (const moment of LATER) addEventListener(moment, start, { once: true });
}

function listenToPixel(listener: PageListener, itemKey: ScriptOptions['itemKey']): boolean {
  const take = (): void => void takePixelEvents(() => sessionStorage, listener, itemKey);
  take();
  setInterval(take, PIXEL_EVERY);
  addEventListener('pagehide', take);
  return true;
}
