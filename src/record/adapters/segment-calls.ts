import { objectOf } from './page-fields.js';

/**
 * Listens to Segment's library, or to the stub that stands in for it until it is loaded: both tell of each call to `track()`
 * themselves, calls made before included.
 *
 * @param analytics the page's `analytics`; anything else is left alone
 * @param hear given the name and the properties of each call
 * @returns whether it is listened to
 */
export function listenToSegment(analytics: unknown, hear: (name: unknown, properties: unknown) => void): boolean {
  try {
    const { on } = objectOf(typeof analytics === 'function' ? { on: (analytics as { on?: unknown }).on } : analytics);
    if (typeof on !== 'function') return false;
    Reflect.apply(on, analytics, [
      'track',
      (name: unknown, properties: unknown) => {
        try {
          hear(name, properties);
        } catch {
          // Getters and proxies of the page's may throw: then there is nothing to be read.
        }
      },
    ]);
    return true;
  } catch {
    return false;
  }
}
