import type { ShelfEvent } from '../../types/event.js';
import type { Forget, NotedForget } from '../../types/known.js';
import { isNoted } from './noted-forget.js';

/** Returns a predicate for the events to forget. */
export function eventMatcher(what: Forget | NotedForget): (event: ShelfEvent) => boolean {
  if ('itemId' in what) return (event) => event.items.some((item) => item.item_id === what.itemId);
  return (event) => isNoted(what, event);
}
