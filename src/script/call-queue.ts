import { messageOf } from '../core/onshelf-error.js';
import { warnOnce } from '../core/text/warn-once.js';
import type { ChangeResult } from '../types/change-result.js';
import type { EventName, EventParameters } from '../types/event.js';
import type { Voice } from '../types/page-voices.js';
import type { ConsentOptions, EraseOptions, Shelf, SwitchOptions } from '../types/shelf.js';
import { isConsent, quoted } from './script-options.js';

/** A call of `onshelf()`: its time in milliseconds since 1970, its command, and its arguments. */
export type QueuedCall = readonly [time: number, command: unknown, ...given: unknown[]];

/** Queues calls until the shelf is open, then runs them in order. */
export interface CallQueue {
  add(call: QueuedCall): void;
  /**
   * Runs all queued calls, and from now on each call at once.
   *
   * @param asNow whether the queued calls count as made now
   */
  serve(shelf: Shelf, asNow?: boolean): void;
}

/** Maximum number of queued events: as many as a shelf keeps in memory. */
const MAX_EVENTS = 5000;

/** Creates an empty queue. It never throws, whatever a page passes. */
export function createCallQueue(): CallQueue {
  let waiting: QueuedCall[] = [];
  let shelf: Shelf | null = null;
  const make = (call: QueuedCall): void => {
    try {
      if (shelf !== null) run(shelf, call);
    } catch (error) {
      // A callback of the page failed. Later calls still run.
      warnOnce('call', 'bad-argument', `a call failed: ${messageOf(error)}`);
    }
  };
  return {
    add: (call) => {
      if (shelf !== null) make(call);
      // Room for withdrawals and callbacks, however many events there are.
      else if (waiting.length < (call[1] === 'track' ? MAX_EVENTS : 2 * MAX_EVENTS)) waiting.push(call);
    },
    serve: (opened, asNow = false) => {
      shelf = opened;
      const calls = waiting;
      waiting = [];
      for (let at = 0; at < calls.length; at++) {
        const [time, ...call] = calls[at];
        make([asNow ? Date.now() : time, ...call] as QueuedCall);
      }
    },
  };
}

function run(shelf: Shelf, call: QueuedCall): void {
  const [time, command, first, second, voice = 'call'] = call;
  switch (command) {
    case 'track':
      void shelf.track(first as EventName, second as EventParameters, time, voice as Voice);
      return;
    case 'feedback':
      void shelf.track('feedback', { items: [{ item_id: first as string }], kind: second as EventParameters['kind'] & string }, time);
      return;
    case 'consent':
      if (isConsent(first)) report(command, shelf.consent.set(first, second as ConsentOptions | undefined));
      else warnOnce('consent', 'bad-argument', `${quoted(first)} is ignored; use granted, denied, unknown.`);
      return;
    case 'erase':
      report(command, shelf.profile.erase(first as EraseOptions | undefined));
      return;
    case 'profile':
    case 'reset':
      report(command, shelf.switchProfile(command === 'reset' ? null : (first as string | null), second as SwitchOptions | undefined));
      return;
    case 'ready':
      (first as (shelf: Shelf) => unknown)(shelf);
      return;
    default:
      warnOnce('command', 'unknown-name', `${quoted(command)} is no command: see docs/script-tag.md.`);
  }
}

/** Reports a failed change on the console: a call of the tag returns no result. */
function report(command: string, changing: Promise<ChangeResult>): void {
  void changing.then(({ done, reason = 'bad-input', message }) => done || warnOnce(command, reason, `${message}`));
}
