import type { Membership, MembershipRule } from './memberships.js';

/** A category or a brand, and its share of the shopper's interest. */
export interface Segment {
  /** As in the feed's `product_type` or `brand`, in every locale. */
  readonly name: string;
  /** What the page's locale calls a category, for people; absent where that is its name, and of brands. */
  readonly label?: string;
  /** Share of the shopper's interest, 0 to 1, with everybody's taste as much as one product view; for an unknown shopper, of popularity. The shares of
   * one kind add up to 1. */
  readonly score: number;
  /** Share of the shopper's own interest alone, 0 to less than 1: what audiences and memberships go by. One product view alone is 0.5. */
  readonly own: number;
  /** Number of its items in the pack. */
  readonly items: number;
}

/** A group of similar shoppers that likes an item. */
export interface LikingGroup {
  /** Number of the prototype, from 0. */
  readonly prototype: number;
  /** Number of the pack, since each build numbers prototypes anew. */
  readonly pack: number;
  /** Number of shoppers in the group. */
  readonly shoppers: number;
  /** How much of the liking of the item, over all groups, is this group's, above 0 to 1. */
  readonly share: number;
}

/** Parameters of `segments()`. */
export interface SegmentsRequest {
  /** Maximum number of categories, of brands, and of prototypes, 1 to 1000. Default 12. */
  readonly count?: number;
  /** Time to rank for, milliseconds since 1970. Default: the device's clock. */
  readonly now?: number;
  /** Only segments of this item: its category with those above it, its brand, and the prototypes that like it. Default: all segments. */
  readonly itemId?: string;
  /** Whether to tell which segments the shopper is of, or by which rule. Default false. */
  readonly memberOf?: boolean | MembershipRule;
}

/** Categories and brands, ranked for the shopper. */
export interface Segments {
  /** `personal`: from the shopper's history. `popular`: the shopper is unknown. `feed`: so is popularity, since the
   * pack was made without a log. `fallback`: there is no answer, `health().lastError` says why, and all lists are empty. */
  readonly model: 'personal' | 'popular' | 'feed' | 'fallback';
  /** With `itemId`: the narrowest first. */
  readonly categories: readonly Segment[];
  readonly brands: readonly Segment[];
  /** With `itemId`: the prototypes that like it, those to which most of the liking belongs first. */
  readonly prototypes?: readonly LikingGroup[];
  /** With `memberOf`: the segments that the shopper is of, most liked first. */
  readonly memberOf?: readonly Membership[];
}
