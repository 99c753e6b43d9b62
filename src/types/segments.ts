/** A category or a brand, and how much of the shopper's interest lies there. */
export interface Segment {
  /** As in the feed's `product_type` or `brand`. */
  readonly name: string;
  /** 0 to 1: its share of the shopper's interest, or of popularity where nothing is known. The shares of one kind add up to 1. */
  readonly score: number;
  /** Items of the pack that belong to it. */
  readonly items: number;
}

/** `segments()`'s parameters. */
export interface SegmentsRequest {
  /** Most categories, and most brands, 1 to 1000. Default 12. */
  readonly count?: number;
  /** The moment to answer for, in milliseconds since 1970; default: the device's clock. */
  readonly now?: number;
}

/** Categories and brands in the shopper's order, best first. */
export interface Segments {
  /** `personal`: the shopper's own history. `popular`: nothing is known yet. `fallback`: no pack could be read; both lists are empty. */
  readonly model: 'personal' | 'popular' | 'fallback';
  readonly categories: readonly Segment[];
  readonly brands: readonly Segment[];
}
