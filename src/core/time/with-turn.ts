/** A tab that keeps its turn longer is frozen or was killed. */
const TURN_TIMEOUT_MS = 2000;

/**
 * Runs a step while no other tab runs one of the same name. The wait has a timeout: if a frozen tab has the turn, the step runs anyway.
 *
 * @param name of the turns
 * @param step runs at once without Web Locks
 * @see https://w3c.github.io/web-locks/
 */
export async function withTurn<T>(name: string, step: () => Promise<T>): Promise<T> {
  let begun = false;
  const mine = (): Promise<T> => {
    begun = true;
    return step();
  };
  try {
    const { locks } = navigator;
    return await (locks ? locks.request(name, { signal: AbortSignal.timeout(TURN_TIMEOUT_MS) }, mine) : mine());
  } catch (error) {
    if (begun) throw error;
    return step();
  }
}
