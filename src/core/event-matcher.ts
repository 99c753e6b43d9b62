import type { ShelfEvent } from '../types/event.js';
import type { Forget } from '../types/known.js';

/** Is an event one of those to be forgotten? */
export function eventMatcher(what: Forget): (event: ShelfEvent) => boolean {
  if ('eventId' in what) return (event) => event.id === what.eventId;
  return (event) => event.items.some((item) => item.item_id === what.itemId);
}
