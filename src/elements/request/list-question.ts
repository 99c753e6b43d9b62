import type { Answer } from '../../types/answer.js';
import type { ShelfEvent } from '../../types/event.js';

/** What a list element asks the shelf. */
export interface ListQuestion {
  /**
   * Asks for the list.
   *
   * @param count maximum number of items, 1 or more
   */
  ask(count: number): Promise<Answer>;
  /** What the list is about, where the shopper's events tell: the cart's items. The list is asked for anew when it changes. Default: nothing. */
  readonly follows?: EventSubject;
}

/** Items that the shopper's events tell of. */
interface EventSubject {
  /** Ids that the question was made of. */
  readonly ids: readonly string[];
  /** The ids by the events known now, oldest first. */
  readonly of: (events: readonly ShelfEvent[]) => readonly string[];
}
