import type { ShelfEvent } from '../../types/event.js';
import type { Forget, NotedForget } from '../../types/known.js';
import { isNoted } from './noted-forget.js';
import { bareItemId } from './same-name.js';

/**
 * Returns a predicate for the events to forget.
 *
 * @param what one event, all events of an item, or a noted request; one by category or brand matches all events that may be meant
 */
export function eventMatcher(what: Pick<Forget, 'eventId' | 'itemId'> | NotedForget): (event: ShelfEvent) => boolean {
  if ('itemId' in what && what.itemId !== undefined) {
    // In every form that pages give it.
    const bare = bareItemId(what.itemId);
    return (event) => event.items.some((item) => bareItemId(item.item_id) === bare);
  }
  if ('eventIds' in what) {
    const ids = new Set(what.eventIds);
    return ({ id }) => ids.has(id);
  }
  return (event) => isNoted(what as NotedForget, event);
}
