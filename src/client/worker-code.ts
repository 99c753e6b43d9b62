import { Address } from '../core/page/platform.js';

/** Set by the build: the worker with its lazy parts, as one script; without tfjs. */
declare const __ONSHELF_WORKER__: string;

/** The address of that script: one for all shelves of the page. */
let address: string | undefined;

/**
 * Starts the worker from its code in this file.
 *
 * @throws Error if the page may not start workers from a Blob; most policies refuse it later, with an event of the worker
 */
export function startWorkerFromCode(): Worker {
  address ??= Address.createObjectURL(new Blob([__ONSHELF_WORKER__], { type: 'text/javascript' }));
  return new Worker(address);
}
