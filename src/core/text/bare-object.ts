/**
 * The same members without a prototype. Browsers read options off prototypes too: where some script put a `signal` on `Object.prototype`,
 * `addEventListener(type, listener, { once: true })` throws.
 *
 * @param members of the object
 */
export function bareObject<Members extends object>(members: Members): Members {
  return Object.assign(Object.create(null), members);
}

/**
 * What somebody gave as options, and nothing that stands on a prototype: an `Object.prototype.workerUrl` of some other script is no option.
 * Never throws.
 *
 * @param given whatever was passed; what is no object, or cannot be read, has none
 * @returns a copy without a prototype; what is undefined is left out
 */
export function ownMembers(given: unknown): Record<string, unknown> {
  const own: Record<string, unknown> = bareObject({});
  try {
    // `Object.keys` is replaced by pages with one that lists prototypes too.
    for (const name of typeof given === 'object' && given ? Reflect.ownKeys(given) : []) {
      const value = (given as Record<PropertyKey, unknown>)[name];
      if (typeof name === 'string' && value !== undefined) own[name] = value;
    }
  } catch {
    // A proxy or a getter of the page's: what could be read is what was given.
  }
  return own;
}
