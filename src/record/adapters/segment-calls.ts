import { hookMethod } from './hook-method.js';

/** Receives a call of `analytics`. `queued`: the library has not told it yet. */
export type SegmentCall = (method: 'track' | 'reset', name: unknown, properties: unknown, queued: boolean) => void;

/**
 * Creates a watch of Segment's library, and of its stub until it is loaded: both tell each call, earlier ones included. The stub is also an array of
 * calls, which is read too, since the library may never load.
 *
 * @param observe called with each call
 * @returns looks at the page's `analytics`, any value, and returns whether there is nothing more to look for
 */
export function watchSegment(observe: SegmentCall): (analytics: unknown) => boolean {
  const queues = new WeakSet<object>();
  const quietly: SegmentCall = (...call) => {
    try {
      observe(...call);
    } catch {
      // Getters and proxies of the page may throw: skip the call.
    }
  };
  const readQueue = (entries: readonly unknown[]): void => {
    for (const entry of entries) {
      const [method, name, properties] = Array.isArray(entry) ? entry : [];
      if (method === 'track' || method === 'reset') quietly(method, name, properties, true);
    }
  };
  return (analytics) => {
    try {
      const on = (analytics as { readonly on?: unknown } | null | undefined)?.on;
      if (Array.isArray(analytics) && !queues.has(analytics)) {
        queues.add(analytics);
        readQueue(analytics.slice());
        hookMethod(analytics, 'push', () => false, readQueue);
      }
      if (typeof on !== 'function') return false;
      Reflect.apply(on, analytics, ['track', (name: unknown, properties: unknown) => quietly('track', name, properties, false)]);
      Reflect.apply(on, analytics, ['reset', () => quietly('reset', undefined, undefined, false)]);
      return true;
    } catch {
      return false;
    }
  };
}
