import type { EventName, FeedbackKind } from './event.js';

/** One event on one item. */
export interface Interaction {
  readonly itemId: string;
  readonly name: EventName;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Id of its event. */
  readonly eventId: string;
  /** `rate`: 1 to 5; `dwell`: seconds; `purchase`: pieces; else 1. */
  readonly amount: number;
  /** `feedback`: the kind. */
  readonly kind?: FeedbackKind;
  /** `purchase` and `refund`: the order number. */
  readonly transactionId?: string;
  /** The list it happened in: the `recommendationId` of an answer, or the `quizId` of a quiz. */
  readonly listId?: string;
  /** Position in that list, from 0, if the page reported it. */
  readonly place?: number;
  /** Address of the item's page, if the page told it beside the id. */
  readonly link?: string;
}

/** One search. */
export interface Search {
  readonly text: string;
  readonly time: number;
  readonly eventId: string;
}

/**
 * A shopper's profile: a pure fold of the events, without floating-point sums and independent of the order of arrival. Folding on from a
 * cursor, folding late events in, and folding anew give the same profile, to the bit.
 */
export interface Profile {
  /** Every interaction, in order of (time, event id, position in the event). */
  readonly recorded: readonly Interaction[];
  /** The interactions that count: `recorded` without orders reported twice. */
  readonly interactions: readonly Interaction[];
  /** Items bought or marked as owned, and not refunded. */
  readonly bought: ReadonlySet<string>;
  /** Items that the shopper hid. */
  readonly hidden: ReadonlySet<string>;
  /** Every search, latest last. */
  readonly searches: readonly Search[];
}
