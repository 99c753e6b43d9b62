/** Maximum number of entries passed to the page's own method at once: arguments are on the stack. */
const AT_ONCE = 1000;

/**
 * Wraps a method of an object of the page to observe its calls, such as `push` of an array. The page's own method gets all arguments unchanged, and the
 * page gets its result or error.
 *
 * @param owner the object; if its method cannot be replaced it stays
 * @param name of the method
 * @param isBusy while true, calls are not observed
 * @param observe called with the arguments
 */
export function hookMethod<Name extends string>(
  owner: { [Own in Name]: unknown },
  name: Name,
  isBusy: () => boolean,
  observe: (given: readonly unknown[]) => void,
): void {
  const before = owner[name] as (...given: unknown[]) => unknown;
  const hooked = function (this: unknown, ...given: unknown[]): unknown {
    try {
      let result: unknown;
      // Once also without arguments: the page gets the result.
      for (let at = 0; at === 0 || at < given.length; at += AT_ONCE) result = Reflect.apply(before, this, given.slice(at, at + AT_ONCE));
      return result;
    } finally {
      if (!isBusy()) observe(given);
    }
  };
  try {
    owner[name] = hooked;
  } catch {
    // Frozen: it cannot get new entries anyway.
  }
}
