/** A tab that keeps a lock longer is frozen or was killed. */
const LOCK_TIMEOUT_MS = 15_000;

/**
 * Runs a step in one tab at a time. The lock only saves work: running the step twice must be harmless. A tab that freezes loses the lock, and
 * is notified when it wakes up.
 *
 * @param name of the lock
 * @param step called with a function that returns false once the lock is lost; check it before each stage
 * @returns the step's result, or undefined if the lock was lost; without Web Locks the step runs without a lock
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
      // Stolen while the step was running.
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
