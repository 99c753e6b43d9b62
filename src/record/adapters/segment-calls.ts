import { objectOf } from './page-fields.js';

/**
 * Listens to Segment's library, or to its stub until it is loaded. Both report each call of `track()`, earlier calls included.
 *
 * @param analytics the page's `analytics`; any other value is ignored
 * @param observe called with the name and the properties of each call
 * @returns whether it listens
 */
export function listenToSegment(analytics: unknown, observe: (name: unknown, properties: unknown) => void): boolean {
  try {
    const { on } = objectOf(typeof analytics === 'function' ? { on: (analytics as { on?: unknown }).on } : analytics);
    if (typeof on !== 'function') return false;
    Reflect.apply(on, analytics, [
      'track',
      (name: unknown, properties: unknown) => {
        try {
          observe(name, properties);
        } catch {
          // Getters and proxies of the page may throw: skip the call.
        }
      },
    ]);
    return true;
  } catch {
    return false;
  }
}
