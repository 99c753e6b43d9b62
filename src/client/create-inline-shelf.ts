import { bareObject } from '../core/text/bare-object.js';
import { withDeadline } from '../core/time/deadline.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { Shelf, ShelfOptions } from '../types/shelf.js';
import { openShelfOver } from './create-shelf.js';

/** Milliseconds until the engine runs on the page's thread if the worker's code has not arrived. */
const CODE_DEADLINE = 10_000;

/**
 * `createShelf()` for bundlers that cannot make a file of the worker: its code is a text in the bundle, and the worker is started from a
 * Blob. A Content-Security-Policy must allow `worker-src blob:`; if it does not, the engine runs on the page's thread.
 *
 * @typeParam Item fields of the shop's own feed; nothing checks them
 * @param given see `ShelfOptions`; with `workerUrl`, the worker is that file
 * @returns the shelf; never rejects
 */
export function createInlineShelf<Item extends Partial<CatalogItem> = CatalogItem>(given: ShelfOptions): Promise<Shelf<Item>> {
  return openShelfOver(given, {
    createWorker: async (workerUrl) =>
      workerUrl === undefined
        ? (await withDeadline(import('./worker-code.js'), CODE_DEADLINE)).startWorkerFromCode()
        : new Worker(workerUrl, bareObject({ type: 'module' as const })),
    importInline: () => import('../worker/worker.js'),
  });
}
