/**
 * The worker's file, and at the same time the module that a page imports where it is refused workers: then nothing
 * below runs, and the page uses `createHost` on its own thread.
 */
import { createHost } from './host.js';
import type { RequestMessage } from './protocol.js';

export { createHost };

/** The part of a dedicated worker's global scope that is used here; the DOM's types describe pages only. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<RequestMessage>) => void): void;
}

if (typeof document === 'undefined' && typeof (globalThis as { importScripts?: unknown }).importScripts === 'function') {
  const scope = globalThis as unknown as WorkerScope;
  const receive = createHost((message) => scope.postMessage(message));
  scope.addEventListener('message', (event) => receive(event.data));
}
