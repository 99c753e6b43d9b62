import type { EventName, FeedbackKind } from './event.js';
import type { Note } from './note.js';
import type { RecordedWish } from './results/taste-wish.js';

/** One event on one item. */
export interface Interaction {
  readonly itemId: string;
  readonly name: EventName;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Id of its event. */
  readonly eventId: string;
  /** `rate`: 1 to 5; `dwell`: seconds; orders and carts: pieces, where 0 of `refund` and `remove_from_cart` are all; else 1. */
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

/** An item in the shopper's cart. */
export interface CartPieces {
  /** Pieces, 1 or more. */
  readonly pieces: number;
  /** When the cart was last told to have it, milliseconds since 1970. */
  readonly time: number;
}

/** What a later event took back of an earlier one: all of it, or some pieces. */
export interface TakenBack {
  /** As it was recorded. */
  readonly interaction: Interaction;
  /** The `refund` or `remove_from_cart`. */
  readonly by: Interaction;
  /** 1 or more. */
  readonly pieces: number;
}

/** What a shopper's wishes do to the rows of one pack. */
export interface HeededWishes {
  /** The wishes that count, one for each thing that they are about. */
  readonly standing: readonly RecordedWish[];
  /** Rows that a wish for `none` leaves out of all lists: a bitset over rows. */
  readonly out: Uint32Array;
  /** How often what speaks for each row counts, 0.25 to 4. Shape [items]. */
  readonly weights: Float32Array;
  /** Ids of items of the history that are left out: nothing of them speaks. */
  readonly silent: ReadonlySet<string>;
  /** Names the wishes that have no effect yet (`wish-idle`). */
  readonly notes: readonly Note[];
}

/**
 * A shopper's profile: a pure fold of the events, without floating-point sums and independent of the order of arrival. Folding on from a
 * cursor, folding late events in, and folding anew give the same profile, to the bit.
 */
export interface Profile {
  /** Every interaction, in order of (time, event id, position in the event). */
  readonly recorded: readonly Interaction[];
  /** The interactions that count: `recorded` without orders reported twice, what was taken back, and refunds that found nothing. */
  readonly interactions: readonly Interaction[];
  /** Items bought or marked as owned, and not refunded. */
  readonly bought: ReadonlySet<string>;
  /** Items that the shopper hid. */
  readonly hidden: ReadonlySet<string>;
  /** What is in the cart, by item id: what was put there and not taken out or bought, or the whole cart as it was last told. */
  readonly cart: ReadonlyMap<string, CartPieces>;
  /** What was taken out of the cart, or sent back. */
  readonly takenBack: readonly TakenBack[];
  /** Refunds of orders that the log does not know. */
  readonly unknownRefunds: readonly Interaction[];
  /** Every search, latest last. */
  readonly searches: readonly Search[];
  /** Every wish about a taste, latest last. */
  readonly wishes: readonly RecordedWish[];
  /** What they do to the rows of a pack; absent where there are none, and before a pack was asked. */
  readonly heeded?: HeededWishes | undefined;
}
