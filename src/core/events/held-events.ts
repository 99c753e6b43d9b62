import type { ShelfEvent } from '../../types/event.js';
import { toJson } from '../text/to-json.js';

/** Events kept in memory, without duplicates and up to a limit. */
export interface HeldEvents {
  /**
   * Adds an event. Beyond the limits, the oldest are dropped.
   *
   * @returns false if it is a duplicate, which is not added
   */
  add(event: ShelfEvent): boolean;
  /** Removes matching events and returns their number. */
  drop(matches: (event: ShelfEvent) => boolean): number;
  /** In order of addition. */
  all(): ShelfEvent[];
  readonly size: number;
}

/** Maximum number of events, and of their characters as JSON, in memory or in a log. */
export const MAX_EVENTS = 5000;
export const MAX_CHARACTERS = 8_000_000;

/** Number of characters of an event as JSON. */
export function lengthOf(event: Readonly<Pick<ShelfEvent, 'name' | 'time'>>): number {
  return toJson(event).length;
}

/**
 * Creates an empty store in memory.
 *
 * @param onDropped called for every event that is dropped
 */
export function createHeldEvents(onDropped: () => void): HeldEvents {
  const held = new Map<string, readonly [ShelfEvent, characters: number]>();
  let characters = 0;
  const remove = (id: string, length: number): void => {
    held.delete(id);
    characters -= length;
  };
  return {
    add: (event) => {
      if (held.has(event.id)) return false;
      const length = lengthOf(event);
      held.set(event.id, [event, length]);
      characters += length;
      for (const [id, [, oldest]] of held) {
        if (held.size <= MAX_EVENTS && characters <= MAX_CHARACTERS) break;
        remove(id, oldest);
        onDropped();
      }
      return true;
    },
    drop: (matches) => {
      const before = held.size;
      for (const [id, [event, length]] of held) if (matches(event)) remove(id, length);
      return before - held.size;
    },
    all: () => [...held.values()].map(([event]) => event),
    get size() {
      return held.size;
    },
  };
}
