/** Whether each works as the language defines it. What a page puts in the place of another built-in costs a part at most. */
const WORKS: Readonly<Record<string, () => boolean>> = {
  Map: () => new Map([[1, 2]]).get(1) === 2,
  Set: () => [...new Set([1])][0] === 1,
  WeakMap: () => new WeakMap([[WORKS, 1]]).has(WORKS),
  WeakSet: () => new WeakSet([WORKS]).has(WORKS),
  Array: () =>
    [1, 2]
      .filter((one) => one > 1)
      .map((one) => one + 1)
      .concat([4])
      .slice(0)
      .join() === '3,4',
  Date: () => Number.isFinite(Date.now()),
  // A text: older libraries give every array and object a `toJSON`, which does no harm.
  JSON: () => JSON.parse(JSON.stringify('a')) === 'a',
  Uint8Array: () => new Uint8Array(1).byteLength === 1,
  AbortController: () => !new AbortController().signal.aborted,
};

/**
 * The names of the built-in objects that a script of the page has replaced by something else, such as a class `Map` from before the language had one.
 * Nothing of the library works on such a page, and nothing must fail in it.
 */
export function replacedBuiltIns(): string[] {
  const replaced: string[] = [];
  for (const name in WORKS) {
    // Names that the page adds to all objects are met too.
    if (!Object.hasOwn(WORKS, name)) continue;
    try {
      if (WORKS[name]()) continue;
    } catch {
      // Then it does not work either.
    }
    replaced[replaced.length] = name;
  }
  return replaced;
}
