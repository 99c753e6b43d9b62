import type { EventParameters, FeedbackKind } from '../types/event.js';
import type { TrackResult } from '../types/track-result.js';
import type { ShelfStore } from './shelf-store.js';

/** An item of a list, or its id. */
export type ListItemId = string | { readonly id: string };

/**
 * Reports what the shopper does with a list. Each call is an event with the item, its place in the list as GA4's `index`, and the
 * list's `recommendationId` as GA4's `item_list_id`. Nothing here throws or rejects. The same object as long as the list is.
 */
export interface ListReport {
  /**
   * The item was seen: `view_item_list`. Reports of one turn go as one event; an item counts once while the list is on the page. A
   * list never changes because it was seen. `useItemRef` calls this by itself.
   */
  readonly view: (item: ListItemId) => void;
  /** The shopper chose the item: `select_item`. */
  readonly click: (item: ListItemId) => Promise<TrackResult>;
  /** The shopper sent the item away: `dismiss`. It leaves this list and does not come back. */
  readonly dismiss: (item: ListItemId) => Promise<TrackResult>;
  /** What the shopper says of the item. */
  readonly feedback: (item: ListItemId, kind: FeedbackKind) => Promise<TrackResult>;
}

/** The id of an item, or the id itself. */
export const idOf = (item: ListItemId): string => (typeof item === 'string' ? item : item.id);

/**
 * Makes the report of a list.
 *
 * @param store of the shelf
 * @param ids the list's items, in order
 * @param shown ids whose impression was reported; grows
 * @param listId the answer's `recommendationId`; '' for the page's own fallback, whose events name no list
 */
export function createListReport(store: ShelfStore, ids: readonly string[], shown: Set<string>, listId: string): ListReport {
  const parametersOf = (seen: readonly string[]): EventParameters => ({
    // What is not of the list has no place, -1, and the recorder keeps none.
    items: seen.map((id) => ({ item_id: id, index: ids.indexOf(id) })),
    item_list_id: listId,
  });
  let waiting: string[] = [];
  const flush = (): void => {
    const seen = waiting;
    waiting = [];
    store.show(parametersOf(seen));
  };
  return {
    view: (item) => {
      const id = idOf(item);
      // What is seen before the shelf is there belongs to no list that could learn from it.
      if (shown.has(id) || store.shelf() === null) return;
      shown.add(id);
      if (waiting.push(id) === 1) setTimeout(flush);
    },
    click: (item) => store.track('select_item', parametersOf([idOf(item)])),
    dismiss: (item) => store.track('dismiss', parametersOf([idOf(item)])),
    feedback: (item, kind) => store.track('feedback', { ...parametersOf([idOf(item)]), kind }),
  };
}
