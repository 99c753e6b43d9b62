/** A tab that keeps its turn for longer is frozen, or was killed in the middle. */
const TURN_TIMEOUT_MS = 2000;

/**
 * Runs a step while no other tab runs one of the same name. Waits for its turn, but not for ever: a step must be one that
 * does no worse than without turns where a frozen tab has the turn.
 *
 * @param name of the turns
 * @param step runs at once where there are no Web Locks
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
