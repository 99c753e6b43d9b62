import { objectOf } from './fields/page-fields.js';

/**
 * Listens to the calls of `Shopify.analytics.publish(name, data)` in a theme, and reads the earlier ones, which Shopify keeps in its
 * `replayQueue` until its own script is there. The calls themselves are not changed.
 *
 * @param shopify the page's `Shopify`
 * @param observe called with the name and the data of each call
 * @returns whether it listens
 */
export function listenToShopify(shopify: unknown, observe: (name: unknown, data: unknown) => void): boolean {
  try {
    const analytics = objectOf(objectOf(shopify).analytics) as { publish?: unknown; readonly replayQueue?: unknown };
    const { publish } = analytics;
    if (typeof publish !== 'function') return false;
    const quietly = (name: unknown, data: unknown): void => {
      try {
        observe(name, data);
      } catch {
        // Getters and proxies of the page may throw: skip the call.
      }
    };
    const earlier = Array.isArray(analytics.replayQueue) ? analytics.replayQueue.slice() : [];
    analytics.publish = function (this: unknown, ...given: unknown[]): unknown {
      try {
        return Reflect.apply(publish, this, given);
      } finally {
        quietly(given[0], given[1]);
      }
    };
    for (const call of earlier) quietly(objectOf(call)[0], objectOf(call)[1]);
    return true;
  } catch {
    return false;
  }
}
