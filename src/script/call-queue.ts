import { messageOf } from '../core/onshelf-error.js';
import { warnOnce } from '../core/text/warn-once.js';

/** A call of `onshelf()`: its time in milliseconds since 1970, its command, and its arguments. */
export type QueuedCall = readonly [time: number, command: unknown, ...given: unknown[]];

/** Queues calls until the shelf is open, then runs them in order. */
export interface CallQueue {
  add(call: QueuedCall): void;
  /**
   * Runs all queued calls, and from now on each call at once.
   *
   * @param run runs a call; it may throw
   */
  serve(run: (call: QueuedCall) => void): void;
}

/** Maximum number of queued events: as many as a shelf keeps in memory. */
const MAX_EVENTS = 5000;

/** Creates an empty queue. It never throws, whatever a page passes. */
export function createCallQueue(): CallQueue {
  let waiting: QueuedCall[] = [];
  let make: ((call: QueuedCall) => void) | undefined;
  const attempt = (call: QueuedCall): void => {
    try {
      make?.(call);
    } catch (error) {
      // A callback of the page failed. Later calls still run.
      warnOnce('call', 'bad-argument', `a call failed: ${messageOf(error)}`);
    }
  };
  return {
    add: (call) => {
      if (make !== undefined) attempt(call);
      // Room for withdrawals and callbacks, however many events there are.
      else if (waiting.length < (call[1] === 'track' ? MAX_EVENTS : 2 * MAX_EVENTS)) waiting.push(call);
    },
    serve: (run) => {
      make = run;
      const calls = waiting;
      waiting = [];
      for (let at = 0; at < calls.length; at++) attempt(calls[at]);
    },
  };
}
