import { createHeldEvents, type HeldEvents } from '../core/events/held-events.js';
import type { ShelfEvent } from '../types/event.js';

/** Events in memory: those that are held, and those on their way from here into the log. */
export interface EventBuffer {
  /** Keeps an event in memory. Returns false if it is kept already. */
  add(event: ShelfEvent): boolean;
  /** Events that are held, in the order in which they were added. */
  all(): ShelfEvent[];
  /**
   * Moves all events into the log. Never rejects.
   *
   * @param append writes the events and resolves with the number that is new to the log. Events that are dropped meanwhile are left out
   * @param mayReturn whether events that could not be written are held again
   */
  move(append: (moved: HeldEvents) => Promise<unknown>, mayReturn: () => boolean): Promise<void>;
  /** Removes matching events, also from those on their way. Returns the number of held events that were removed. */
  drop(matches: (event: ShelfEvent) => boolean): number;
  /** Number of events held or on their way. */
  size(): number;
  /** Number of events that were removed because the buffer was full. */
  lost(): number;
}

/** Creates an empty buffer. */
export function createEventBuffer(): EventBuffer {
  let lost = 0;
  const createHeld = (): HeldEvents =>
    createHeldEvents(() => {
      lost++;
    });
  let held = createHeld();
  const moving = new Set<HeldEvents>();
  return {
    add: (event) => held.add(event),
    all: () => held.all(),
    move: async (append, mayReturn) => {
      if (held.size === 0) return;
      const mine = held;
      held = createHeld();
      moving.add(mine);
      try {
        await append(mine);
      } catch {
        if (mayReturn()) {
          for (const event of held.all()) mine.add(event);
          held = mine;
        }
      }
      moving.delete(mine);
    },
    drop: (matches) => {
      for (const each of moving) each.drop(matches);
      return held.drop(matches);
    },
    size: () => {
      // A loop: some pages replace `reduce`.
      let sum = held.size;
      for (const { size } of moving) sum += size;
      return sum;
    },
    lost: () => lost,
  };
}
