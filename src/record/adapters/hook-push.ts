/** Entries handed to the page's own push at once, at most: each one lies on the stack, where those of this call lie already. */
const AT_ONCE = 1000;

/**
 * Puts a push over that of an array, which hears what is pushed. The page's own gets all entries as they came; what it returns or throws is
 * what the page gets.
 *
 * @param layer the array; one that takes no new push keeps its own
 * @param isBusy where this is true, what is pushed is not heard
 * @param hear given what was pushed
 */
export function hookPush(layer: unknown[], isBusy: () => boolean, hear: (entries: readonly unknown[]) => void): void {
  const before = layer.push;
  const push = function (this: unknown, ...entries: unknown[]): number {
    try {
      if (entries.length <= AT_ONCE) return Reflect.apply(before, this, entries);
      let length = 0;
      for (let at = 0; at < entries.length; at += AT_ONCE) length = Reflect.apply(before, this, entries.slice(at, at + AT_ONCE));
      return length;
    } finally {
      if (!isBusy()) hear(entries);
    }
  };
  try {
    layer.push = push;
  } catch {
    // A frozen one: nothing can come into it either way.
  }
}
