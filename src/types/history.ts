import type { EventName } from './event.js';

/** An item of the history that is in the pack, with its current weight. */
export interface HistoryItem {
  /** Row number. */
  readonly row: number;
  readonly itemId: string;
  /** Name of the event that counts most; reasons name it. */
  readonly name: EventName;
  /** Interest before decay by position, 0 or more. */
  readonly interest: number;
  /** Interest with decay by time and position, > 0; 0 if all its events are negative. */
  readonly weight: number;
  /** Disinterest, >= 0, in the same unit. */
  readonly against: number;
  /** How often what speaks for it counts by the shopper's wishes, 0.25 to 4; absent: once. It is in `interest` and `weight`. */
  readonly wish?: number;
}
