import type { EventName } from './event.js';

/** One item of a shopper's history that the pack knows, and what it is worth now. */
export interface HistoryItem {
  /** Row number. */
  readonly row: number;
  readonly itemId: string;
  /** The event that says most about the item; what a reason names. */
  readonly name: EventName;
  /** Interest before decay by position, 0 or more. */
  readonly interest: number;
  /** Interest, > 0: event weights with decay by time and position. 0 where the shopper only spoke against it. */
  readonly weight: number;
  /** Disinterest, >= 0, in the same unit. */
  readonly against: number;
}
