import type { EventName, EventParameters, FeedbackKind } from '../types/event.js';
import type { TrackResult } from '../types/results/track-result.js';
import type { ShelfStore } from './shelf-store.js';

/** An item of a list, or another object with its id. */
export interface Identified {
  readonly id: string;
}

/**
 * Reports the shopper's actions on a list. Each call records an event with the item, its position as GA4's `index`, and the list's
 * `recommendationId` as GA4's `item_list_id`. Never throws or rejects. The object stays the same while the list does.
 */
export interface ListReport {
  /**
   * The item was seen: `view_item_list`. Calls of one task are one event; an item counts once per answer, and not in the fallback. Impressions
   * do not change the list. `useItemRef` calls this.
   */
  readonly view: (item: Identified) => void;
  /** The shopper clicked the item: `select_item`. */
  readonly click: (item: Identified) => Promise<TrackResult>;
  /** The shopper dismissed the item: `dismiss`. It is removed from this list and from later ones. */
  readonly dismiss: (item: Identified) => Promise<TrackResult>;
  /** The shopper gave feedback on the item: `feedback`. */
  readonly feedback: (item: Identified, kind: FeedbackKind) => Promise<TrackResult>;
}

/**
 * Creates the report of a list.
 *
 * @param store of the shelf
 * @param items of the list, in order
 * @param listId the answer's `recommendationId`; '' for the fallback, whose events have no list id
 * @param shown ids of the answer whose impressions are reported already
 */
export function createListReport(
  store: ShelfStore,
  items: readonly Identified[],
  listId: string,
  shown: Set<string> = new Set(),
): ListReport {
  const parametersOf = (seen: readonly string[]): EventParameters => ({
    // An item that is not in the list has index -1, which the recorder drops.
    items: seen.map((id) => ({ item_id: id, index: items.findIndex((item) => item.id === id) })),
    item_list_id: listId,
  });
  const reporterOf = (name: EventName) => (item: Identified, kind?: FeedbackKind) =>
    store.track(name, { ...parametersOf([item.id]), ...(kind && { kind }) });
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
