/** Responses to one list, or to all lists of a model: numbers of items, each counted once per list. */
interface Reception {
  /** Items seen: in a `view_item_list` with the list's id. Report it when an item comes into view, not when it is rendered. */
  readonly impressions: number;
  /** Items opened: `select_item` or `view_item` with the list's id. */
  readonly clicks: number;
  /** Items put in the cart, with the list's id or within 7 days of a click in the list. */
  readonly carts: number;
  /** Items bought, likewise. */
  readonly purchases: number;
}

/** Responses to one list. */
export interface ListMeasure extends Reception {
  /** The answer's `recommendationId`, or another `item_list_id` that the page sent. */
  readonly listId: string;
  /** Model that made it; null for lists that are not Onshelf's. */
  readonly model: string | null;
  /** Time of its first event, milliseconds since 1970. */
  readonly time: number;
}

/** Responses to all lists of one model. */
export interface ModelMeasure extends Reception {
  readonly model: string;
  /** Number of lists. */
  readonly lists: number;
  /** Share of the latest 100 seen lists with a click, 0 to 1; null if none was seen. */
  readonly hitRate: number | null;
  readonly corrected: CorrectedClicks;
}

/** Clicks per item seen, corrected for position: items near the top are seen more, whatever they are. */
export interface CorrectedClicks {
  /** Click-through rate, 0 to 1; null if there is too little data. */
  readonly clickThrough: number | null;
  /** Lower end of its 95 % confidence interval, 0 to 1; null likewise. */
  readonly low: number | null;
  /** Upper end. */
  readonly high: number | null;
  /** Effective sample size, in items. Below 30, or without a click, the rates are null. */
  readonly effectiveSize: number;
}

/** Comparison of two settings on interleaved lists. */
export interface InterleavingMeasure {
  /** As the request's `interleave.name`. */
  readonly name: string;
  /** Lists with an impression or a click. */
  readonly lists: number;
  /** Lists with more clicks on items of the other settings (`with`). */
  readonly wins: number;
  /** Lists with fewer. */
  readonly losses: number;
  /** Lists with equally many, at least one each. Lists without a click are in none of the three. */
  readonly ties: number;
  /** Two-sided p-value of the sign test, 0 to 1. */
  readonly pValue: number;
}

/** Responses to all lists of one group of an experiment. */
export interface ArmMeasure extends Omit<ModelMeasure, 'model'> {
  /** Name of the experiment in `scenarios.json`. */
  readonly experiment: string;
  /** Name of the variant, or `control`. */
  readonly arm: string;
}

/** How often items of a brand were shown. */
export interface BrandExposure {
  readonly brand: string;
  /** Share of all impressions, 0 to 1. */
  readonly share: number;
  /** Share of the catalogue's items, 0 to 1: a brand with twice that share of the impressions is shown twice as often as by chance. */
  readonly catalog: number;
}

/** What the lists showed this shopper: how fair to the long tail and to the brands. An item counts once for each list that it was seen in. */
export interface Exposure {
  /** Impressions of items of the pack, in lists that Onshelf made. The other figures are null without one. */
  readonly impressions: number;
  /** Share of the catalogue that was shown, 0 to 1. */
  readonly coverage: number | null;
  /** Gini coefficient over all items of the catalogue: 0 where all were shown equally often, near 1 where few took all places. */
  readonly gini: number | null;
  /** Share of the impressions on the four fifths of the catalogue that are least popular, 0 to 1. */
  readonly longTail: number | null;
  /** Mean of 1 - popularity of what was shown, 0 (the most liked item) to 1. */
  readonly novelty: number | null;
  /** The 20 brands with most impressions, these first; empty where the pack has no brands. */
  readonly brands: readonly BrandExposure[];
}

/** The shopper's responses to lists. Counted on the device; never sent. */
export interface Measures {
  readonly exposure: Exposure;
  /** By experiment and group. A shopper is in one group of each experiment, as long as the first event of their log is there. */
  readonly arms: readonly ArmMeasure[];
  /** Latest first. */
  readonly lists: readonly ListMeasure[];
  /** By name. */
  readonly models: readonly ModelMeasure[];
  /** By name. */
  readonly interleavings: readonly InterleavingMeasure[];
}
