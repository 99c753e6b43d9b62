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
}

/** `related()`'s and `recentlyViewed()`'s parameters. */
export interface ListRequest {
  /** Most items wanted, 1 to 1000. Default 12. */
  readonly count?: number;
}
