import { ownGlobal, page, readyState } from '../core/page/platform.js';
import { watchDataLayer } from '../record/adapters/data-layer.js';
import type { PageListener } from '../types/page-event.js';
import { type CallReaders, loadEntryReader, observeSegment, observeShopify } from './lazy-adapters.js';
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
  readonly page: () => Promise<typeof import('./readers/page-readers.js')>;
}

/**
 * Starts the adapters. Sources such as a data layer are looked for again and again: pages make them late, and replace them.
 *
 * @param options with the enabled adapters
 * @param listener receives their events
 * @param files load the readers
 */
export function observePage({ adapters, itemKey, dataLayer }: ScriptOptions, listener: PageListener, files: ReaderFiles): void {
  const here = (): string => location.pathname + location.search;
  /** Where the page has told a `view_item` by itself. */
  let toldAt: string | undefined;
  const observing: PageListener = {
    ...listener,
    event: (event, time, voice) => {
      if (event.name === 'view_item' && voice !== 'json-ld') toldAt = here();
      listener.event(event, time, voice);
    },
  };
  const parts = { load: files.calls, listener: observing, itemKey };
  const has = (name: (typeof adapters)[number]): boolean => adapters.includes(name);
  const starts: (() => boolean)[] = [];
  if (has('ga4')) {
    const watch = watchDataLayer(() => loadEntryReader(parts));
    starts.push(() => {
      watch.look(ownGlobal(dataLayer));
      // Another array may take its place at any time.
      return false;
    });
  }
  if (has('segment')) starts.push(observeSegment(parts));
  if (has('shopify')) starts.push(observeShopify(parts));
  const [readsMarks, readsDescriptions] = [has('attributes'), has('json-ld')];
  if (page !== null && (readsMarks || readsDescriptions)) {
    const root = page;
    const isLoaded = (): boolean => readyState() === 'complete';
    const options = { root, listener: observing, key: itemKey, readsMarks, readsDescriptions, isLoaded, isTold: () => toldAt === here() };
    const look = watchPage({
      load: async () => (await files.page()).createDocumentReader(options),
      voices: [...(readsMarks ? [MARKED] : []), ...(readsDescriptions ? [DESCRIBED] : [])].join(),
      marked: readsMarks ? MARKED : '',
    });
    starts.push(() => look() && isLoaded());
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
  setInterval(start, LOOK_INTERVAL_MS);
}
