import type { ShelfEvent } from '../../types/event.js';
import type { Forget, NotedForget } from '../../types/known.js';
import { isNoted } from './noted-forget.js';
import { bareItemId } from './same-name.js';

/** Returns a predicate for the events to forget. */
export function eventMatcher(what: Forget | NotedForget): (event: ShelfEvent) => boolean {
  if ('itemId' in what) {
    // In every form that pages give it.
    const bare = bareItemId(what.itemId);
    return (event) => event.items.some((item) => bareItemId(item.item_id) === bare);
  }
  return (event) => isNoted(what, event);
}
