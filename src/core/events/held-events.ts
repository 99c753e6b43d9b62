import type { ShelfEvent } from '../../types/event.js';
import { toJson } from '../text/to-json.js';

/** Events kept in memory: each once, and no more than memory should be asked for. */
export interface HeldEvents {
  /**
   * Adds an event. The oldest go where there are too many or they are too long.
   *
   * @returns false where it was there already; then it is left as it is
   */
  add(event: ShelfEvent): boolean;
  /** Takes out those that match, and says how many. */
  drop(matches: (event: ShelfEvent) => boolean): number;
  /** In the order in which they were added. */
  all(): ShelfEvent[];
  readonly size: number;
}

/** Events, and characters of all of them together as JSON, in memory or in a log: some megabytes are a lifetime of shopping. */
export const MAX_EVENTS = 5000;
export const MAX_CHARACTERS = 8_000_000;

/** Characters of an event as JSON. */
export function lengthOf(event: Readonly<Pick<ShelfEvent, 'name' | 'time'>>): number {
  return toJson(event).length;
}

/**
 * Makes an empty store in memory.
 *
 * @param onDropped called for every event that had to make room
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
