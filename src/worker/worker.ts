/**
 * The worker's file, and at the same time the module that a page imports where it is refused workers: then nothing
 * below runs, and the page uses `createHost` on its own thread.
 */
import { BUILD } from '../core/version.js';
import { createHost } from './host.js';
import type { RequestMessage } from './protocol.js';

export { createHost };

/** Which build this file is of: a page of another one does not use it. */
export const build: string = BUILD;

/** The part of a dedicated worker's global scope that is used here; the DOM's types describe pages only. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<RequestMessage>) => void): void;
  /** Is there an engine already? */
  onshelf?: true;
}

if (typeof document === 'undefined' && typeof (globalThis as { importScripts?: unknown }).importScripts === 'function') {
  const scope = globalThis as unknown as WorkerScope;
  // Bundlers may have lazy parts import what they share from this file, by another address than the page's: that is a second copy of it in
  // the same worker. A second engine would answer too, and know nothing.
  if (scope.onshelf === undefined) {
    scope.onshelf = true;
    const receive = createHost((message) => scope.postMessage(message));
    scope.addEventListener('message', (event) => receive(event.data));
  }
}
