import type { EventName } from './event.js';
import type { RuleRequest } from './rule-request.js';

/** Which items of the shopper's history a list excludes. Hidden items are always excluded. */
export type Exclude = 'none' | 'bought' | 'seen';

/** Kind of an item: a product, an article to read, or a live stream with a start and an end. */
export type ItemType = 'product' | 'article' | 'live';

/** Type of the page that shows the list. It sets which list is made, and the defaults of the call. */
export type Scenario = 'home' | 'product' | 'cart' | 'category' | 'search' | 'empty-search' | 'order-confirmed' | 'landing';

/** Excludes items by the shopper's recent events. */
export interface SeenRule {
  /** Events to count, such as `view_item`, or `view_item_list` for items that were shown. */
  readonly event: EventName;
  /** Counts only events of the last `days` days, > 0. Default: all events. */
  readonly days?: number;
  /** Minimum number of events that excludes an item, 1 or more. Default 1. */
  readonly times?: number;
}

/** An item at a fixed position of the list. */
export interface Pin {
  readonly id: string;
  /** Position, from 0. */
  readonly place: number;
}

/** Items that the shop promotes; the shopper's scores order them. */
export interface Promotion {
  readonly ids: readonly string[];
  /** Share of the list's positions, 0 to 1. */
  readonly share: number;
}

/** What the shop wants of a list beside relevance, such as its margin. */
interface Objective {
  /** A number of each item: an attribute of the feed, such as `margin`, or `price`. Items without it keep their score. */
  readonly attribute: string;
  /**
   * From 0, relevance alone, to 1: the item with the largest value gains as much over the one with the smallest as the best candidate leads the weakest
   * by. Below 0, to -1, small values are wanted.
   */
  readonly weight: number;
}

/** A text column of the catalogue. */
export type TextColumn = 'brand' | 'product_type' | 'availability' | 'item_group_id' | 'currency' | 'type' | 'title' | 'size' | 'color';

/** A segment of the catalogue; all of it has to hold. */
export interface SegmentItems {
  /** As in the feed's `product_type`, with those below it: "Outdoor > Tents". */
  readonly category?: string;
  /** As in the feed. */
  readonly brand?: string;
  /** Items that this group of similar shoppers likes, from 0; needs `pack`. */
  readonly prototype?: number;
  /** Number of the pack that `prototype` belongs to: each build numbers them anew. */
  readonly pack?: number;
}

/** Merchandising rules of a list. */
interface ShopRules {
  /** Only items of this segment, as for a brand's page. Default: all. */
  readonly segment?: SegmentItems;
  /** Excludes items by recent events, in addition to `exclude`. */
  readonly excludeSeen?: readonly SeenRule[];
  /** Keeps only the best variant of each `item_group_id`. Default true; false in `recentlyViewed`, `buyAgain` and `savedForLater`, the shopper's own history. */
  readonly onePerGroup?: boolean;
  /** Maximum number of items with the same value of a column: `{ brand: 2 }`. */
  readonly maxPer?: Readonly<Partial<Record<TextColumn, number>>>;
  /** Items at fixed positions, marked `promoted`. Items that are hidden or sold out are left out. */
  readonly pins?: readonly Pin[];
  /** A share of the positions for promoted items, marked `promoted`. */
  readonly promoted?: Promotion;
  /** Minimum distinctness from the whole catalogue, 0 to 1; items whose score stands out less are left out, so the list may be short. Default 0. */
  readonly minDistinctness?: number;
}

/** A comparison of two settings on one interleaved list. */
interface Interleaving {
  /** Parameters of the other list that differ from the call's, such as `{ diversity: 0.5 }`. */
  readonly with: Omit<ListRequest, 'count' | 'now' | 'seed' | 'interleave' | 'placement' | 'repeats' | 'neutral'> &
    Pick<RelatedRequest, 'userImpact'> &
    Pick<RerankRequest, 'strength'>;
  /** Name of the other list in `measure()`: 1 to 32 lower-case letters and digits. Default `other`. */
  readonly name?: string;
}

/** Parameters of every list call. */
export interface ListRequest extends ShopRules, RuleRequest {
  /** Name of a placement in the shop's `scenarios.json`: the list has its settings, and those of the call override them. Default: none. */
  readonly placement?: string;
  /** With `placement`: whether the list may repeat what placements before it on the page show. Default: as the placement says, else false. */
  readonly repeats?: boolean;
  /** Maximum number of items, 1 to 1000. Default 12. */
  readonly count?: number;
  /** Items of the history to exclude. Default: that of the scenario, else `bought`. */
  readonly exclude?: Exclude;
  /**
   * Attributes to give with each `item`, such as `['material', 'rating']`: further columns of the feed that the pack was built with. They are
   * fetched at the first call that names them. Default: none.
   */
  readonly attributes?: readonly string[];
  /** Kinds of items, by the feed's column `type`. Live streams are listed from a day before they start until they end. Default: only products. */
  readonly types?: readonly ItemType[];
  /**
   * Time to make the list for, milliseconds since 1970. Default: the device's clock. A list is a function of events, pack and clock; this is
   * the clock.
   */
  readonly now?: number;
  /** Seed of random choices, an integer. The same seed, events, pack and clock give the same list. Default: the hour of `now`. */
  readonly seed?: number;
  /** From 0, the items with the best scores, to 1, items that differ most from each other. Default 0. */
  readonly diversity?: number;
  /** How closely the list follows the mix of categories in the shopper's history, 0 to 1. Default 0. */
  readonly calibration?: number;
  /** How far recently shown items (`view_item_list`) are demoted, 0 to 1. Default 0. */
  readonly rotationRate?: number;
  /** Seconds until a shown item is no longer demoted. Default 7200. */
  readonly rotationTime?: number;
  /** Share of the positions for items with an uncertain score, 0 to 1; they have the reason `explore`. Default 0. */
  readonly exploration?: number;
  /** What is wanted beside relevance, such as `{ attribute: 'margin', weight: 0.2 }`. Default: nothing. */
  readonly objective?: Objective;
  /**
   * How much less popular items are preferred: from 0, as the scores have it, to 1, which takes as much from the most popular candidate as the
   * best one leads the weakest by, and less from others. Default 0.
   */
  readonly popularityDiscount?: number;
  /** Minimum share of the positions for the four fifths of the catalogue that are least popular, 0 to 1, in every beginning of the list. Default 0. */
  readonly exposureFloor?: number;
  /** Interleaves two lists, so that clicks show which settings the shopper prefers: see `measure()`. Default: none. */
  readonly interleave?: Interleaving;
  /**
   * Reorders the list with the ranker of the pack, or, where it has none, with one that is trained on the device on the shopper's clicks. That
   * applies only if it predicts clicks better than the score does; otherwise a note in the trace says so. Default false.
   */
  readonly ranker?: boolean;
  /**
   * Whether to answer as for a shopper of whom nothing is known: no history, nothing hidden, no wishes, nothing learned. What everybody would see, for
   * comparison. Default false.
   */
  readonly neutral?: boolean;
}

/** Parameters of `related()`. */
export interface RelatedRequest extends ListRequest {
  /** From 0, similarity to the item, to 1, the shopper's taste. Default 0. */
  readonly userImpact?: number;
}

/** Parameters of `newArrivals()` and `onSale()`. */
export interface NewArrivalsRequest extends ListRequest {
  /** Only items of this category or those below it, as in the feed's `product_type`: "Outdoor > Tents". Default: all. */
  readonly category?: string;
}

/** Parameters of `trending()`. */
export interface TrendingRequest extends NewArrivalsRequest {
  /** `all`: all popular items. `my-tastes`: only those in the shopper's own categories and brands. Default `all`. */
  readonly among?: 'all' | 'my-tastes';
}

/** Parameters of `rerank()`. */
export interface RerankRequest extends ListRequest {
  /** From 0, the given order, to 1, the order by the shopper's scores. Default 0.5. */
  readonly strength?: number;
}

/** Parameters of `recommend()`. */
export interface RecommendRequest extends ListRequest {
  /** Type of the page. Default `home`. */
  readonly scenario?: Scenario;
  /** The product the page is about. */
  readonly itemId?: string;
  /** Items of the cart, the order, or the list to rerank. */
  readonly itemIds?: readonly string[];
  /** The category the page is about, with those below it, as in the feed's `product_type`: "Outdoor > Tents". */
  readonly category?: string;
  /** The search query. */
  readonly query?: string;
}
