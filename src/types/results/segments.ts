/** A category or a brand, and its share of the shopper's interest. */
export interface Segment {
  /** As in the feed's `product_type` or `brand`; a category as the page's locale calls it, if the pack says. */
  readonly name: string;
  /** Share of the shopper's interest, 0 to 1; for an unknown shopper, of popularity. The shares of one kind add up to 1. */
  readonly score: number;
  /** Number of its items in the pack. */
  readonly items: number;
}

/** Parameters of `segments()`. */
export interface SegmentsRequest {
  /** Maximum number of categories, and of brands, 1 to 1000. Default 12. */
  readonly count?: number;
  /** Time to rank for, milliseconds since 1970. Default: the device's clock. */
  readonly now?: number;
}

/** Categories and brands, ranked for the shopper. */
export interface Segments {
  /** `personal`: from the shopper's history. `popular`: the shopper is unknown. `feed`: so is popularity, since the
   * pack was made without a log. `fallback`: no pack could be read, and both lists are empty. */
  readonly model: 'personal' | 'popular' | 'feed' | 'fallback';
  readonly categories: readonly Segment[];
  readonly brands: readonly Segment[];
}
