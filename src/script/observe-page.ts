import { ownGlobal, readyState } from '../core/page/platform.js';
import { watchDataLayer } from '../record/adapters/data-layer.js';
import type { PageListener } from '../types/page-event.js';
import { type CallReaders, observeSegment, observeShopify } from './lazy-adapters.js';
import type { ScriptOptions } from './script-options.js';
import { watchPage } from './watch-page.js';

/** Events after which a missing global may exist. */
const LATER = ['DOMContentLoaded', 'load', 'pagehide'] as const;
/** Milliseconds between looks for globals that are made later, or replaced. */
const LOOK_INTERVAL_MS = 500;
const MARKED = '[data-onshelf-event]';
const DESCRIBED = 'script[type*="ld+json" i],[itemtype*="schema.org/Product" i]';

/** Loads the readers. */
export interface ReaderFiles {
  readonly calls: () => Promise<CallReaders>;
  readonly page: () => Promise<typeof import('./page-readers.js')>;
  /** Whether this page has said by itself which product it shows. */
  readonly isTold: () => boolean;
}

/**
 * Starts the adapters. Sources such as a data layer are looked for again and again: pages make them late, and replace them.
 *
 * @param options with the enabled adapters
 * @param listener receives their events
 * @param more looks for other sources, as often
 * @param files load the readers
 */
export function observePage(
  { adapters, itemKey, dataLayer }: ScriptOptions,
  listener: PageListener,
  more: () => void,
  files: ReaderFiles,
): void {
  const parts = { load: files.calls, listener, itemKey };
  const has = (name: (typeof adapters)[number]): boolean => adapters.includes(name);
  let left: (() => unknown)[] = [more];
  if (has('ga4')) {
    const watch = watchDataLayer(async (known) => (await files.calls()).readLayers(listener, known, itemKey));
    // Another array may take its place at any time.
    left.push(() => void watch.look(ownGlobal(dataLayer)));
  }
  if (has('segment')) left.push(observeSegment(parts));
  if (has('shopify')) left.push(observeShopify(parts));
  const readsMarks = has('attributes');
  const readsDescriptions = has('json-ld');
  if (readsMarks || readsDescriptions) {
    const options = { listener, key: itemKey, readsMarks, readsDescriptions, isTold: files.isTold };
    const look = watchPage({
      load: async () => (await files.page()).createDocumentReader(options),
      voices: [readsMarks && MARKED, readsDescriptions && DESCRIBED].filter(Boolean).join(),
      marked: readsMarks && MARKED,
    });
    left.push(() => look() && readyState() === 'complete');
  }
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
  setInterval(start, LOOK_INTERVAL_MS);
}
