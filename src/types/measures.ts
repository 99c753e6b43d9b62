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
  readonly corrected: CorrectedClicks;
}

/** Clicks per item seen, had every place been seen equally often: what stands first is seen more, whatever it is. */
export interface CorrectedClicks {
  /** 0 to 1; null where too little is known to say. */
  readonly clickThrough: number | null;
  /** Where it lies with 95 % confidence, 0 to 1; null likewise. */
  readonly low: number | null;
  readonly high: number | null;
  /** How many items, seen at equal chance, would tell as much. Below 30, or without a click, nothing is told. */
  readonly effectiveSize: number;
}

/** How two settings fared against each other on the lists that hold items of both. */
export interface InterleavingMeasure {
  /** As the request's `interleave.name`. */
  readonly name: string;
  /** Lists with an impression or a click. */
  readonly lists: number;
  /** Lists where more items of the other settings, those of `with`, were clicked. */
  readonly wins: number;
  /** Lists where fewer were. */
  readonly losses: number;
  /** Lists where as many were, one or more each. Lists without a click are none of the three. */
  readonly ties: number;
  /** Of the sign test, two-sided: how probable so uneven a result is where both are liked alike, 0 to 1. */
  readonly pValue: number;
}

/** How a shopper received the lists. Counted on the device, and staying there. */
export interface Measures {
  /** Latest first. */
  readonly lists: readonly ListMeasure[];
  /** By name. */
  readonly models: readonly ModelMeasure[];
  /** By name. */
  readonly interleavings: readonly InterleavingMeasure[];
}
