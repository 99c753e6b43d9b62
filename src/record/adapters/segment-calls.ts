import { hookPush } from './hook-push.js';

/** Receives a call of `analytics`. `queued`: the library has not told it yet. */
export type SegmentCall = (method: 'track' | 'reset', name: unknown, properties: unknown, queued: boolean) => void;

/**
 * Listens to Segment's library, or to its stub until it is loaded: both tell each call, earlier ones included. The stub is also an array of calls,
 * which is read too, since the library may never load.
 *
 * @param analytics the page's `analytics`; any other value is ignored
 * @param observe called with each call
 * @returns whether it listens
 */
export function listenToSegment(analytics: unknown, observe: SegmentCall): boolean {
  const quietly: SegmentCall = (...call) => {
    try {
      observe(...call);
    } catch {
      // Getters and proxies of the page may throw: skip the call.
    }
  };
  try {
    if (!isObject(analytics)) return false;
    const { on } = analytics;
    const isQueue = Array.isArray(analytics);
    if (isQueue) {
      // Without the call of `on` below.
      const read = (entries: readonly unknown[]): void => {
        for (const entry of entries) {
          const [method, name, properties] = Array.isArray(entry) ? entry : [];
          if (method === 'track' || method === 'reset') quietly(method, name, properties, true);
        }
      };
      read(analytics.slice());
      hookPush(analytics, () => false, read);
    }
    if (typeof on !== 'function') return isQueue && analytics.length > 0;
    Reflect.apply(on, analytics, ['track', (name: unknown, properties: unknown) => quietly('track', name, properties, false)]);
    Reflect.apply(on, analytics, ['reset', () => quietly('reset', undefined, undefined, false)]);
    return true;
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is { readonly on?: unknown } {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
