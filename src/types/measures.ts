/** How one list, or all of one model, was received. Items, each counted once per list. */
interface Reception {
  /** Seen: named by a `view_item_list` with the list's id. Report it when an item has come into view, not when it was rendered. */
  readonly impressions: number;
  /** Opened: `select_item` or `view_item` with the list's id. */
  readonly clicks: number;
  /** Put in the cart, with the list's id, or within 7 days of a click on it there. */
  readonly carts: number;
  /** Bought, likewise. */
  readonly purchases: number;
}

/** One list. */
export interface ListMeasure extends Reception {
  /** The answer's `recommendationId`, or whatever the page sent as `item_list_id`. */
  readonly listId: string;
  /** What made it; null for lists that are not Onshelf's. */
  readonly model: string | null;
  /** Milliseconds since 1970, of its first event. */
  readonly time: number;
}

/** All lists of one model. */
export interface ModelMeasure extends Reception {
  readonly model: string;
  readonly lists: number;
  /** Lists with a click, of the latest 100 that were seen: 0 to 1; null where none was. */
  readonly hitRate: number | null;
}

/** How a shopper received the lists. Counted on the device, and staying there. */
export interface Measures {
  /** Latest first. */
  readonly lists: readonly ListMeasure[];
  /** By name. */
  readonly models: readonly ModelMeasure[];
}
