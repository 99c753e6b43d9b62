import { messageOf } from '../core/onshelf-error.js';
import { warnOnce } from '../core/text/warn-once.js';
import type { ChangeResult } from '../types/change-result.js';
import type { EventName, EventParameters } from '../types/event.js';
import type { ConsentOptions, Shelf } from '../types/shelf.js';
import { isConsent, quoted } from './script-options.js';

/** A call of `onshelf()`: when it was made, in milliseconds since 1970, its command, and what was passed with it. */
export type QueuedCall = readonly [time: number, command: unknown, ...given: unknown[]];

/** Keeps calls until there is a shelf, then makes them in order. */
export interface CallQueue {
  add(call: QueuedCall): void;
  /** Makes all calls so far, and from now on each as it comes. */
  serve(shelf: Shelf): void;
}

/** Calls kept before there is a shelf, at most: as many events as a shelf holds in memory. */
const CAP = 5000;

/** Makes an empty queue. Nothing that a page passes makes it throw. */
export function createCallQueue(): CallQueue {
  let waiting: QueuedCall[] = [];
  let shelf: Shelf | null = null;
  const make = (call: QueuedCall): void => {
    try {
      if (shelf !== null) run(shelf, call);
    } catch (error) {
      // A callback of the page's: its fault is shown, and holds up nobody.
      warnOnce('call', 'bad-argument', `a call failed: ${messageOf(error)}`);
    }
  };
  return {
    add: (call) => {
      if (shelf !== null) make(call);
      // What takes something back, or asks for the shelf, is not left out for events that are too many.
      else if (waiting.length < (call[1] === 'track' ? CAP : 2 * CAP)) waiting.push(call);
    },
    serve: (opened) => {
      shelf = opened;
      const calls = waiting;
      waiting = [];
      for (let at = 0; at < calls.length; at++) make(calls[at]);
    },
  };
}

function run(shelf: Shelf, call: QueuedCall): void {
  const [time, command, first, second] = call;
  switch (command) {
    case 'track':
      void shelf.track(first as EventName, second as EventParameters, time);
      return;
    case 'feedback':
      void shelf.track('feedback', { items: [{ item_id: first as string }], kind: second as EventParameters['kind'] & string }, time);
      return;
    case 'consent':
      if (isConsent(first)) tell(command, shelf.consent.set(first, second as ConsentOptions | undefined));
      else warnOnce('consent', 'bad-argument', `${quoted(first)} is ignored; there are granted, denied, unknown.`);
      return;
    case 'erase':
      tell(command, shelf.profile.erase());
      return;
    case 'ready':
      (first as (shelf: Shelf) => unknown)(shelf);
      return;
    default:
      warnOnce('command', 'unknown-name', `${quoted(command)} is no call; see docs/script-tag.md.`);
  }
}

/** A page that calls by the tag sees no results: what is not done is said on the console. */
function tell(command: string, changing: Promise<ChangeResult>): void {
  void changing.then(({ done, reason = 'bad-input', message }) => done || warnOnce(command, reason, `${message}`));
}
