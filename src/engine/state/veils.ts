import { eventMatcher } from '../../core/events/event-matcher.js';
import { isByCatalog } from '../../core/events/noted-forget.js';
import type { ShelfEvent } from '../../types/event.js';
import type { NotedForget } from '../../types/known.js';

/** Events that are not used while it is not known whether they are to be forgotten: only the pack tells which items a category has. */
interface Veils {
  readonly size: number;
  /** Puts all events under a veil that the request may be about. */
  cover(noted: NotedForget): void;
  /** The same for a request of an earlier page, unless it is lifted already. False: it needs no pack. */
  recall(noted: NotedForget): boolean;
  lift(noted: NotedForget): void;
  /** Whether no veil is over the event. */
  isSeen(event: ShelfEvent): boolean;
}

/** Makes no veils yet. */
export function createVeils(): Veils {
  const veils = new Map<string, (event: ShelfEvent) => boolean>();
  const lifted = new Set<string>();
  const cover = (noted: NotedForget): void => void veils.set(JSON.stringify(noted), eventMatcher(noted));
  return {
    get size() {
      return veils.size;
    },
    cover,
    recall: (noted) => {
      if (!isByCatalog(noted)) return false;
      if (!lifted.has(JSON.stringify(noted))) cover(noted);
      return true;
    },
    lift: (noted) => {
      veils.delete(JSON.stringify(noted));
      lifted.add(JSON.stringify(noted));
    },
    isSeen: (event) => [...veils.values()].every((isMeant) => !isMeant(event)),
  };
}
