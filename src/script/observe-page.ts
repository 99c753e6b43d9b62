import { ownGlobal, page, readyState } from '../core/page/platform.js';
import { listenToAttributes } from '../record/adapters/attributes.js';
import { listenToDataLayer } from '../record/adapters/data-layer.js';
import type { PageEvent, PageListener } from '../types/page-event.js';
import { type LoadReaders, observePixel, observeSegment, readDescription } from './lazy-adapters.js';
import type { ScriptOptions } from './script-options.js';

/** Events after which a missing global may exist. */
export const LATER = ['DOMContentLoaded', 'load'] as const;

/**
 * Starts the adapters. A missing source, such as a data layer, is looked for again when the document is parsed, and when the page is loaded.
 *
 * @param options with the enabled adapters
 * @param listener receives their events
 * @param load loads the page readers
 */
export function observePage({ adapters, itemKey, dataLayer }: ScriptOptions, listener: PageListener, load: LoadReaders): void {
  /** Whether a `view_item` was reported. */
  let told = false;
  /** Item of the page's description; a later `view_item` of it is a duplicate. */
  let described: string | undefined;
  const observing: PageListener = {
    event: (event, time) => {
      if (event.name === 'view_item') {
        told = true;
        const repeats = described !== undefined && event.parameters.items?.[0]?.item_id === described;
        described = undefined;
        if (repeats) return;
      }
      listener.event(event, time);
    },
  };
  const starts: (() => boolean)[] = [];
  if (adapters.includes('ga4')) starts.push(() => listenToDataLayer(ownGlobal(dataLayer), observing));
  if (adapters.includes('segment')) starts.push(() => observeSegment(load, observing, itemKey));
  if (adapters.includes('attributes'))
    starts.push(() => page !== null && readyState() !== 'loading' && listenToAttributes(page, observing));
  if (adapters.includes('shopify')) {
    starts.push(() => {
      if (ownGlobal('Shopify') === undefined) return false;
      observePixel(load, observing, itemKey);
      return true;
    });
  }
  if (adapters.includes('json-ld')) {
    const tell = (event: PageEvent): void => {
      // An event of the page takes precedence over its description: else one view would count twice.
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
        // One adapter failed on this page; the others work.
        return false;
      }
    });
  };
  start();
  for (const moment of LATER) addEventListener(moment, start);
}
