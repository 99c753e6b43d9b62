import { hookMethod } from './hook-method.js';

/** What is read of the page's `Shopify`. */
interface ShopifyGlobal {
  readonly analytics?: { publish: unknown; readonly replayQueue?: unknown };
}

/**
 * Creates a watch of the calls of `Shopify.analytics.publish(name, data)` in a theme. Earlier ones are read from the `replayQueue`, in which Shopify
 * keeps them until its own script is there, which then replaces the function. The calls themselves are not changed.
 *
 * @param observe called with the name and the data of each call
 * @returns looks at the page's `Shopify`, any value
 */
export function watchShopify(observe: (name: unknown, data: unknown) => void): (shopify: unknown) => void {
  /** Our functions, and the queues that were read. */
  const known = new WeakSet<object>();
  const quietly = (call: ArrayLike<unknown>): void => {
    try {
      observe(call[0], call[1]);
    } catch {
      // Getters and proxies of the page may throw: skip the call.
    }
  };
  return (shopify) => {
    try {
      const analytics = (shopify as ShopifyGlobal | undefined)?.analytics;
      const publish = analytics?.publish;
      if (analytics === undefined || typeof publish !== 'function' || known.has(publish)) return;
      const { replayQueue } = analytics;
      hookMethod(analytics, 'publish', () => false, quietly);
      known.add(analytics.publish as object);
      if (!Array.isArray(replayQueue) || known.has(replayQueue)) return;
      known.add(replayQueue);
      for (const call of replayQueue.slice()) quietly(call);
    } catch {
      // The page's object may throw.
    }
  };
}
