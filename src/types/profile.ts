import type { EventName } from './event.js';

/** One touch of one item: an event, seen from the item. */
export interface Interaction {
  readonly itemId: string;
  readonly name: EventName;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Id of the event it came from: breaks ties of time, and is what forgetting names. */
  readonly eventId: string;
  /** `rate`: 1 to 5; `dwell`: seconds; `purchase`: pieces; else 1. */
  readonly amount: number;
}

/**
 * What is known of a shopper: a pure fold of the events, in order of (time, event id, place in the event). It holds no
 * floating-point sums, so folding on from a cursor and folding anew give the same profile to the bit.
 */
export interface Profile {
  readonly interactions: readonly Interaction[];
  /** Items bought or said to be owned. */
  readonly bought: ReadonlySet<string>;
  /** Items the shopper asked not to see. */
  readonly hidden: ReadonlySet<string>;
  /** What was searched, latest last, at most 50. */
  readonly searches: readonly string[];
  /** Order numbers already counted, so that a reloaded confirmation page counts once. */
  readonly transactions: ReadonlySet<string>;
}
