/** Maximum number of entries passed to the page's own push at once: arguments are on the stack. */
const AT_ONCE = 1000;

/**
 * Wraps the `push` of an array to observe new entries. The page's own `push` gets all entries unchanged, and the page gets its result or error.
 *
 * @param layer the array; if its `push` cannot be replaced it stays
 * @param isBusy while true, new entries are not observed
 * @param observe called with the new entries
 */
export function hookPush(layer: unknown[], isBusy: () => boolean, observe: (entries: readonly unknown[]) => void): void {
  const before = layer.push;
  const push = function (this: unknown, ...entries: unknown[]): number {
    try {
      if (entries.length <= AT_ONCE) return Reflect.apply(before, this, entries);
      let length = 0;
      for (let at = 0; at < entries.length; at += AT_ONCE) length = Reflect.apply(before, this, entries.slice(at, at + AT_ONCE));
      return length;
    } finally {
      if (!isBusy()) observe(entries);
    }
  };
  try {
    layer.push = push;
  } catch {
    // Frozen: it cannot get new entries anyway.
  }
}
