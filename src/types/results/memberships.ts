/** When a shopper is of a segment. */
export interface MembershipRule {
  /** Share of the shopper's own interest from which they are of it, above 0 to 1. One product view alone is 0.5. Default 0.3. */
  readonly share?: number;
  /** Share below which they are of it no longer, above 0 to `share`. Default: two thirds of `share`. */
  readonly leave?: number;
  /** Number of events that have to speak for it, 1 or more. Default 3. */
  readonly events?: number;
}

/** A segment that the shopper is of. */
export interface Membership {
  readonly kind: 'category' | 'brand';
  /** As in the feed, in every locale; of categories also those above, such as "Outdoor" for "Outdoor > Tents". */
  readonly name: string;
  /** What the page's locale calls a category, for people; absent where that is its name, and of brands. */
  readonly label?: string;
  /** Share of the shopper's own interest now, above 0 to less than 1. */
  readonly share: number;
  /** Number of events that speak for it, however old. */
  readonly events: number;
  /** Since when, milliseconds since 1970: the time of the event with which it began, of the latest 200 that speak for or against an item. */
  readonly since: number;
}

/** What has changed since the listener was told last. */
export interface SegmentChange {
  /** Segments that the shopper is of now, and was not before. */
  readonly entered: readonly Membership[];
  /** Segments that the shopper was of, as they were last told. */
  readonly left: readonly Membership[];
  /** All segments that the shopper is of, most liked first. */
  readonly current: readonly Membership[];
  /** Whether it is the first word about this shopper: `entered` are then those of earlier pages too, and `since` tells from when. */
  readonly first: boolean;
}
