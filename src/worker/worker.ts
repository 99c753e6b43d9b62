/**
 * The worker's file, and also the module that a page imports if workers are refused: then nothing below runs, and the page uses `createHost` on
 * its own thread.
 */
import { BUILD } from '../core/version.js';
import { createHost } from './host.js';
import type { RequestMessage } from './protocol.js';

export { createHost };

/** This file's build; a page of another build does not use it. */
export const build: string = BUILD;

/** The parts of a dedicated worker's global scope that are used; the DOM types describe pages only. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<RequestMessage>) => void): void;
  /** Whether an engine exists already. */
  onshelf?: true;
}

if (typeof document === 'undefined' && typeof (globalThis as { importScripts?: unknown }).importScripts === 'function') {
  const scope = globalThis as unknown as WorkerScope;
  // A bundler's lazy parts may import this file by another address than the page's: a second copy in the same worker. A second engine would
  // answer too, without any events.
  if (scope.onshelf === undefined) {
    scope.onshelf = true;
    const receive = createHost((message) => scope.postMessage(message));
    scope.addEventListener('message', (event) => receive(event.data));
  }
}
