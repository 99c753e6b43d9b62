import { ownGlobal, page, readyState } from '../core/page/platform.js';
import { listenToAttributes } from '../record/adapters/attributes.js';
import { listenToDataLayer } from '../record/adapters/data-layer.js';
import type { PageEvent, PageListener } from '../types/page-event.js';
import { type LoadReaders, observePixel, observeSegment, readDescription } from './lazy-adapters.js';
import type { ScriptOptions } from './script-options.js';

/** Moments of a page at which something that was missing may be there. */
const LATER = ['DOMContentLoaded', 'load'] as const;

/**
 * Starts the adapters. What is not there yet, such as a data layer, is looked for again when the page has been read, and when it
 * has loaded.
 *
 * @param options which of them
 * @param listener hears all of them
 * @param load fetches the readers of what waits in the page
 */
export function observePage({ adapters, itemKey, dataLayer }: ScriptOptions, listener: PageListener, load: LoadReaders): void {
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
  const starts: (() => boolean)[] = [];
  if (adapters.includes('ga4')) starts.push(() => listenToDataLayer(ownGlobal(dataLayer), hearing));
  if (adapters.includes('segment')) starts.push(() => observeSegment(load, hearing, itemKey));
  if (adapters.includes('attributes')) starts.push(() => page !== null && readyState() !== 'loading' && listenToAttributes(page, hearing));
  if (adapters.includes('shopify')) {
    starts.push(() => {
      if (ownGlobal('Shopify') === undefined) return false;
      observePixel(load, hearing, itemKey);
      return true;
    });
  }
  if (adapters.includes('json-ld')) {
    const tell = (event: PageEvent): void => {
      // What the page says itself is more than what it is described as: two looks at one item would be one too many.
      if (told) return;
      listener.event(event);
      described = event.parameters.items?.[0]?.item_id;
    };
    starts.push(() => told || readDescription(load, itemKey, tell));
  }
  let left = starts;
  const start = (): void => {
    left = left.filter((begin) => {
      try {
        return !begin();
      } catch {
        // One of them cannot hear this page; the others can.
        return false;
      }
    });
  };
  start();
  for (const moment of LATER) addEventListener(moment, start);
}
