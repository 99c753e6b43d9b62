import { EXISTS_DEADLINE } from '../../../src/client/consent/recall-consent.js';

/** A clock that a test moves, with its timers. */
export interface VirtualTime {
  /** Moves the clock; due timers fire. */
  advance(milliseconds: number): void;
  /** Lets deadlines up to this number of milliseconds pass, and no others. */
  expire(milliseconds: number): void;
  /** Waits by the real clock for something that should have happened by then. @throws Error naming it */
  within<T>(milliseconds: number, what: string, promise: Promise<T>): Promise<T>;
  /** Restores the real clock. */
  restore(): void;
}

/** Shorter waits are a page's own turns and pass in real time. */
const SHORT = 50;
/** Up to this, a wait is a pause before a retry: it passes at once. A longer one is a deadline, which passes by the test's clock. */
const PAUSE = 2000;
const passesAtOnce = (milliseconds: number): boolean => milliseconds <= PAUSE && milliseconds !== EXISTS_DEADLINE;

/**
 * Replaces the clock and the timers, so that deadlines pass exactly when a test lets them.
 *
 * @param start milliseconds since 1970
 */
export function installVirtualTime(start: number): VirtualTime {
  // Bound: browsers require their own receiver. The same functions are restored.
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
