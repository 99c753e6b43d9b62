import type { EventName, FeedbackKind } from './event.js';

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
  /** `feedback`: what was said. */
  readonly kind?: FeedbackKind;
  /** `purchase` and `refund`: the order number. */
  readonly transactionId?: string;
  /** The list it came from: the `recommendationId` of an answer, or the `quizId` of a quiz. */
  readonly listId?: string;
  /** Its place in that list, 0 the first, where the page told. */
  readonly place?: number;
}

/** One search. */
export interface Search {
  readonly text: string;
  readonly time: number;
  readonly eventId: string;
}

/**
 * What is known of a shopper: a pure fold of the events. It holds no floating-point sums and depends on no order of
 * arrival: folding on from a cursor, folding late events in, and folding anew give the same profile to the bit.
 */
export interface Profile {
  /** Every touch, in order of (time, event id, place in the event). */
  readonly recorded: readonly Interaction[];
  /** The touches that count: those recorded, without orders that were reported before. */
  readonly interactions: readonly Interaction[];
  /** Items bought or said to be owned, and not given back. */
  readonly bought: ReadonlySet<string>;
  /** Items the shopper asked not to see. */
  readonly hidden: ReadonlySet<string>;
  /** What was searched, latest last, at most 50. */
  readonly searches: readonly Search[];
}
