import { EXISTS_DEADLINE } from '../../../src/client/consent/recall-consent.js';

/** A clock that a test moves, with the timers that hang on it. */
export interface VirtualTime {
  /** Moves the clock; timers that are due fire. */
  advance(milliseconds: number): void;
  /** Lets deadlines of at most so many milliseconds pass, and no others. */
  expire(milliseconds: number): void;
  /** Waits by the real clock for something that should be done by then. @throws Error naming it */
  within<T>(milliseconds: number, what: string, promise: Promise<T>): Promise<T>;
  /** The real clock again. */
  restore(): void;
}

/** Shorter waits are a page's own turns and pass for real. */
const SHORT = 50;
/** Up to here it is a pause before another try: it passes at once. Beyond it is a deadline, which passes when the clock says so. */
const PAUSE = 2000;
const passesAtOnce = (milliseconds: number): boolean => milliseconds <= PAUSE && milliseconds !== EXISTS_DEADLINE;

/**
 * Replaces the clock and the timers, so that deadlines pass exactly when a test wants them to.
 *
 * @param start milliseconds since 1970
 */
export function installVirtualTime(start: number): VirtualTime {
  // Bound: browsers want to be called as themselves. Restored are the very ones that were there.
  const found = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout, now: Date.now };
  const real = { setTimeout: found.setTimeout.bind(globalThis), clearTimeout: found.clearTimeout.bind(globalThis) };
  const waiting = new Map<object, { readonly due: number; readonly length: number; readonly fire: () => void }>();
  let now = start;
  Date.now = () => now;
  globalThis.setTimeout = ((callback: () => void, milliseconds = 0) => {
    if (milliseconds < SHORT) return real.setTimeout(callback, milliseconds);
    if (passesAtOnce(milliseconds)) return real.setTimeout(callback, 0);
    const timer = {};
    waiting.set(timer, { due: now + milliseconds, length: milliseconds, fire: callback });
    return timer;
  }) as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((timer: object | undefined) => {
    if (timer !== undefined && !waiting.delete(timer)) real.clearTimeout(timer as NodeJS.Timeout);
  }) as typeof clearTimeout;
  const fireWhere = (is: (timer: { due: number; length: number }) => boolean): void => {
    for (const [timer, waits] of [...waiting]) if (is(waits) && waiting.delete(timer)) waits.fire();
  };
  return {
    advance: (milliseconds) => {
      now += milliseconds;
      fireWhere(({ due }) => due <= now);
    },
    expire: (milliseconds) => fireWhere(({ length }) => length <= milliseconds),
    within: async (milliseconds, what, promise) => {
      let timer: unknown;
      const late = new Promise<never>((_resolve, reject) => {
        timer = real.setTimeout(() => reject(new Error(`${what} does not come to an end`)), milliseconds);
      });
      try {
        return await Promise.race([promise, late]);
      } finally {
        real.clearTimeout(timer as NodeJS.Timeout);
      }
    },
    restore: () => {
      Date.now = found.now;
      globalThis.setTimeout = found.setTimeout;
      globalThis.clearTimeout = found.clearTimeout;
    },
  };
}
