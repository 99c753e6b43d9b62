/** Which items of the shopper's own history stay out of a list. Hidden items always do. */
export type Exclude = 'none' | 'bought' | 'seen';

/** `recommend()`'s parameters. */
export interface RecommendRequest {
  /** Where the list stands; today only `home`. */
  readonly scenario?: 'home';
  /** Most items wanted, 1 to 1000. Default 12. */
  readonly count?: number;
  /** Default `bought`. */
  readonly exclude?: Exclude;
  /**
   * The moment to answer for, in milliseconds since 1970; default: the device's clock. A list is a function of events,
   * pack and clock, and this is the clock.
   */
  readonly now?: number;
}

/** `related()`'s and `recentlyViewed()`'s parameters. */
export interface ListRequest {
  /** Most items wanted, 1 to 1000. Default 12. */
  readonly count?: number;
}
