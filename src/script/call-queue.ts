import { warnOnce } from '../core/warn-once.js';
import type { EventName, EventParameters } from '../types/event.js';
import type { Shelf } from '../types/shelf.js';
import { isConsent } from './script-options.js';

/** A call of `onshelf()`: when it was made, in milliseconds since 1970, its command, and what was passed with it. */
export type Call = readonly [time: number, command: unknown, ...given: unknown[]];

/** Keeps calls until there is a shelf, then makes them in order. */
export interface CallQueue {
  add(call: Call): void;
  /** Makes all calls so far, and from now on each as it comes. */
  serve(shelf: Shelf): void;
}

/** Calls kept before there is a shelf, at most: as many events as a shelf holds in memory. */
const CAP = 5000;

/** Makes an empty queue. Nothing that a page passes makes it throw. */
export function createCallQueue(): CallQueue {
  let waiting: Call[] = [];
  let shelf: Shelf | null = null;
  const make = (call: Call): void => {
    try {
      if (shelf !== null) run(shelf, call);
    } catch (error) {
      // A callback of the page's: its fault is shown, and holds up nobody.
      warnOnce('call', 'bad-argument', `a call of onshelf() failed: ${error}`);
    }
  };
  return {
    add: (call) => {
      if (shelf !== null) make(call);
      else if (waiting.length < CAP) waiting.push(call);
    },
    serve: (opened) => {
      shelf = opened;
      const calls = waiting;
      waiting = [];
      calls.forEach(make);
    },
  };
}

function run(shelf: Shelf, [time, command, ...given]: Call): void {
  switch (command) {
    case 'track':
      void shelf.track(given[0] as EventName, given[1] as EventParameters, time);
      return;
    case 'feedback':
      void shelf.track('feedback', { items: [{ item_id: given[0] as string }], kind: given[1] as EventParameters['kind'] & string }, time);
      return;
    case 'consent':
      if (isConsent(given[0])) void shelf.consent.set(given[0]);
      else
        warnOnce(
          'consent',
          'bad-argument',
          `onshelf('consent', ...) takes 'granted', 'denied' or 'unknown', not ${JSON.stringify(given[0])}.`,
        );
      return;
    case 'ready':
      (given[0] as (shelf: Shelf) => unknown)(shelf);
      return;
    default:
      warnOnce(
        `command ${String(command)}`,
        'unknown-name',
        `onshelf(${JSON.stringify(command)}) is no call; there are track, feedback, consent, ready and init.`,
      );
  }
}
