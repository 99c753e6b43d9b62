/** A tab that holds a lock for longer is frozen, or was killed in the middle. */
const LOCK_TIMEOUT_MS = 15_000;

/**
 * Runs a step that at most one tab should run at a time. The lock only saves work: a step must be one that may run twice.
 * A tab that was frozen while it held the lock does not keep it, and is told when it wakes up.
 *
 * @param name of the lock
 * @param step asks the function it is given before it goes on; false once the lock was taken away
 * @returns what the step gave, or undefined where the lock was taken away; without Web Locks the step runs unguarded
 * @see https://w3c.github.io/web-locks/#steal-the-lock
 */
export async function withLock<T>(name: string, step: (mine: () => boolean) => Promise<T>): Promise<T | undefined> {
  const locks = globalThis.navigator?.locks;
  if (locks === undefined) return step(() => true);
  let [mine, begun] = [true, false];
  const request = async (options: LockOptions): Promise<T | undefined> => {
    try {
      return await locks.request(name, options, () => {
        begun = true;
        return step(() => mine);
      });
    } catch (error) {
      mine = false;
      // Stolen, while the step was under way.
      if ((error as DOMException).name === 'AbortError') return undefined;
      throw error;
    }
  };
  try {
    return await request({ signal: AbortSignal.timeout(LOCK_TIMEOUT_MS) });
  } catch (error) {
    if (begun || (error as DOMException).name !== 'TimeoutError') throw error;
    mine = true;
    return request({ steal: true });
  }
}
