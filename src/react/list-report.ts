import type { EventName, EventParameters, FeedbackKind } from '../types/event.js';
import type { TrackResult } from '../types/track-result.js';
import type { ShelfStore } from './shelf-store.js';

/** An item of a list, or any record with its id. */
export interface Identified {
  readonly id: string;
}

/**
 * Reports what the shopper does with a list. Each call is an event with the item, its place in the list as GA4's `index`, and the
 * list's `recommendationId` as GA4's `item_list_id`. Nothing here throws or rejects. The same object as long as the list is.
 */
export interface ListReport {
  /**
   * The item was seen: `view_item_list`. Reports of one turn go as one event; an item counts once per answer, and none does in the page's
   * own fallback. A list never changes because it was seen. `useItemRef` calls this by itself.
   */
  readonly view: (item: Identified) => void;
  /** The shopper chose the item: `select_item`. */
  readonly click: (item: Identified) => Promise<TrackResult>;
  /** The shopper sent the item away: `dismiss`. It leaves this list and does not come back. */
  readonly dismiss: (item: Identified) => Promise<TrackResult>;
  /** What the shopper says of the item. */
  readonly feedback: (item: Identified, kind: FeedbackKind) => Promise<TrackResult>;
}

/**
 * Makes the report of a list.
 *
 * @param store of the shelf
 * @param items of the list, in order
 * @param listId the answer's `recommendationId`; '' for the page's own fallback, whose events name no list
 */
export function createListReport(store: ShelfStore, items: readonly Identified[], listId: string): ListReport {
  const parametersOf = (seen: readonly string[]): EventParameters => ({
    // What is not of the list has no place, -1, and the recorder keeps none.
    items: seen.map((id) => ({ item_id: id, index: items.findIndex((item) => item.id === id) })),
    item_list_id: listId,
  });
  const reporterOf = (name: EventName) => (item: Identified, kind?: FeedbackKind) =>
    store.track(name, { ...parametersOf([item.id]), ...(kind && { kind }) });
  const shown = new Set<string>();
  let waiting: string[] = [];
  const flush = (): void => {
    const seen = waiting;
    waiting = [];
    store.show(parametersOf(seen));
  };
  return {
    view: ({ id }) => {
      if (shown.has(id) || !listId) return;
      shown.add(id);
      if (waiting.push(id) === 1) setTimeout(flush);
    },
    click: reporterOf('select_item'),
    dismiss: reporterOf('dismiss'),
    feedback: reporterOf('feedback'),
  };
}
