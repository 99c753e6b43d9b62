/**
 * A copy without a prototype. Browsers read options from prototypes too: if a script sets `signal` on `Object.prototype`,
 * `addEventListener(type, listener, { once: true })` throws.
 *
 * @param members of the object
 */
export function bareObject<Members extends object>(members: Members): Members {
  return Object.assign(Object.create(null), members);
}

/**
 * An object's own members, without those of its prototypes: an `Object.prototype.workerUrl` of another script is not an option. Never throws.
 *
 * @param given any value; one that is not an object, or cannot be read, has no members
 * @returns a copy without a prototype and without undefined members
 */
export function ownMembers(given: unknown): Record<string, unknown> {
  const own: Record<string, unknown> = bareObject({});
  try {
    // Pages may replace `Object.keys` with one that also lists prototypes.
    for (const name of typeof given === 'object' && given ? Reflect.ownKeys(given) : []) {
      const value = (given as Record<PropertyKey, unknown>)[name];
      if (typeof name === 'string' && value !== undefined) own[name] = value;
    }
  } catch {
    // A proxy or getter of the page threw: the members read so far count.
  }
  return own;
}
