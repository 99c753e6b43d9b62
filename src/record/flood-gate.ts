/** Events accepted at once, and then per second: more than any person or ten tabs make, less than a loop does. */
const BURST = 5000;
const PER_SECOND = 50;

/**
 * Limits the rate of events to what a shopper can do, so that a loop or a robot does not fill the log.
 *
 * @returns a function of the time in milliseconds: whether one more event is accepted
 */
export function createFloodGate(): (now: number) => boolean {
  let left = BURST;
  let last = 0;
  return (now) => {
    // A clock that is set back adds nothing and removes nothing.
    left = Math.min(BURST, left + (Math.max(0, now - last) / 1000) * PER_SECOND);
    last = now;
    if (left < 1) return false;
    left--;
    return true;
  };
}
