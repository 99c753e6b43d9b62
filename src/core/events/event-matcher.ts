import type { ShelfEvent } from '../../types/event.js';
import type { Forget, NotedForget } from '../../types/known.js';
import { isNoted } from './noted-forget.js';

/** Is an event one of those to be forgotten? */
export function eventMatcher(what: Forget | NotedForget): (event: ShelfEvent) => boolean {
  if ('itemId' in what) return (event) => event.items.some((item) => item.item_id === what.itemId);
  return (event) => isNoted(what, event);
}
