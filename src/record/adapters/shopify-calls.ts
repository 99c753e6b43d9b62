import { objectOf } from './fields/page-fields.js';

/**
 * Creates a watch of the calls of `Shopify.analytics.publish(name, data)` in a theme. Earlier ones are read from the `replayQueue`, in which Shopify
 * keeps them until its own script is there, which then replaces the function. The calls themselves are not changed.
 *
 * @param observe called with the name and the data of each call
 * @returns looks at the page's `Shopify`, any value
 */
export function watchShopify(observe: (name: unknown, data: unknown) => void): (shopify: unknown) => void {
  const ours = new WeakSet<object>();
  const replayed = new WeakSet<object>();
  const quietly = (name: unknown, data: unknown): void => {
    try {
      observe(name, data);
    } catch {
      // Getters and proxies of the page may throw: skip the call.
    }
  };
  return (shopify) => {
    try {
      const analytics = objectOf(objectOf(shopify).analytics) as { publish?: unknown; readonly replayQueue?: unknown };
      const { publish, replayQueue } = analytics;
      if (typeof publish !== 'function' || ours.has(publish)) return;
      const earlier = Array.isArray(replayQueue) && !replayed.has(replayQueue) ? replayQueue.slice() : [];
      if (Array.isArray(replayQueue)) replayed.add(replayQueue);
      const observed = function (this: unknown, ...given: unknown[]): unknown {
        try {
          return Reflect.apply(publish, this, given);
        } finally {
          quietly(given[0], given[1]);
        }
      };
      ours.add(observed);
      analytics.publish = observed;
      for (const call of earlier) quietly(objectOf(call)[0], objectOf(call)[1]);
    } catch {
      // The page's object may throw, or be frozen.
    }
  };
}
