import type { EventName } from './event.js';
import type { RuleRequest } from './rule-request.js';

/** Which items of the shopper's own history stay out of a list. Hidden items always do. */
export type Exclude = 'none' | 'bought' | 'seen';

/** What an item is: something to buy, something to read, or a live stream with a start and an end. */
export type ItemType = 'product' | 'article' | 'live';

/** Where a list stands: which list it is, and what it asks for where the call does not say. */
export type Scenario = 'home' | 'product' | 'cart' | 'category' | 'search' | 'empty-search' | 'order-confirmed' | 'landing';

/** Items that the shopper met often enough, a short while ago, stay out of a list. */
export interface SeenRule {
  /** What the shopper did, or was shown: `view_item_list`. */
  readonly event: EventName;
  /** Only events of that many days count, > 0. Default: all that is known. */
  readonly days?: number;
  /** From so many events on, 1 or more. Default 1. */
  readonly times?: number;
}

/** An item that the shop puts at a place of its own choice. */
export interface Pin {
  readonly id: string;
  /** From 0, the first. */
  readonly place: number;
}

/** Items that the shop wants to be seen, in the shopper's own order. */
export interface Promotion {
  readonly ids: readonly string[];
  /** Share of the places, 0 to 1. */
  readonly share: number;
}

/** Columns of the catalogue whose values are text. */
export type TextColumn = 'brand' | 'product_type' | 'availability' | 'item_group_id' | 'currency' | 'type' | 'title' | 'size' | 'color';

/** What a shop may ask of a list beyond the shopper's taste. */
interface ShopRules {
  /** Items left out by what the shopper did with them lately, besides what `exclude` leaves out. */
  readonly excludeSeen?: readonly SeenRule[];
  /** Only the best variant of each `item_group_id`. Default: yes, save in `recentlyViewed` and `buyAgain`, which are the shopper's own history. */
  readonly onePerGroup?: boolean;
  /** Most items with the same value of a column: `{ brand: 2 }`. */
  readonly maxPer?: Readonly<Partial<Record<TextColumn, number>>>;
  /** Items at places of the shop's choice, marked as `promoted`. What the shopper hid, and what is sold out, stays out. */
  readonly pins?: readonly Pin[];
  /** A share of the places for items that the shop wants to be seen, marked as `promoted`. */
  readonly promoted?: Promotion;
  /** 0 to 1: items that stand out less from the catalogue than this stay out, and the list may be short. Default 0. */
  readonly minRelevance?: number;
}

/** A comparison of two settings on one list. */
interface Interleaving {
  /** What the other list asks for differently, as `{ diversity: 0.5 }`; all else is as in the call. */
  readonly with: Omit<ListRequest, 'count' | 'now' | 'seed' | 'interleave'> &
    Pick<RelatedRequest, 'userImpact'> &
    Pick<RerankRequest, 'strength'>;
  /** What `measure()` calls it: 1 to 32 small letters and digits. Default `other`. */
  readonly name?: string;
}

/** What every list call may say. */
export interface ListRequest extends ShopRules, RuleRequest {
  /** Most items wanted, 1 to 1000. Default 12. */
  readonly count?: number;
  /** Default: the scenario's, else `bought`. */
  readonly exclude?: Exclude;
  /** Which kinds of items, by the feed's column `type`. Live streams are listed from a day before they start until they end. Default: products alone. */
  readonly types?: readonly ItemType[];
  /**
   * The moment to answer for, in milliseconds since 1970; default: the device's clock. A list is a function of events,
   * pack and clock, and this is the clock.
   */
  readonly now?: number;
  /** What chance is drawn from, an integer; the same seed, events, pack and clock give the same list. Default: the hour of `now`. */
  readonly seed?: number;
  /** 0, the best items whatever they are like, to 1, items unlike each other. Default 0. */
  readonly diversity?: number;
  /** 0 to 1: how strictly the list keeps to the mix of categories in the shopper's own history. Default 0. */
  readonly calibration?: number;
  /** 0 to 1: how far items fall that were shown a short while ago, as `view_item_list` tells. Default 0. */
  readonly rotationRate?: number;
  /** Seconds until an item that was shown has recovered. Default 7200. */
  readonly rotationTime?: number;
  /** Share of the places, 0 to 1, where the list tries out items whose score is not sure; these carry the reason `explore`. Default 0. */
  readonly exploration?: number;
  /** Mixes two lists fairly into one, so that clicks tell which settings this shopper likes better: see `measure()`. Default: none. */
  readonly interleave?: Interleaving;
  /**
   * Reorders the list by a small ranker that learns, on the device, from what this shopper clicked and passed over; only where it foretells the
   * shopper's clicks better than the score alone does, and a note of the trace says where it does not. Default false.
   */
  readonly ranker?: boolean;
}

/** `related()`'s parameters. */
export interface RelatedRequest extends ListRequest {
  /** From 0, items like this one, to 1, items like this shopper. Default 0. */
  readonly userImpact?: number;
}

/** `newArrivals()`'s parameters. */
export interface NewArrivalsRequest extends ListRequest {
  /** Only this category, as in the feed's `product_type`: "Outdoor > Tents"; those below it are meant too. Default: all. */
  readonly category?: string;
}

/** `trending()`'s parameters. */
export interface TrendingRequest extends NewArrivalsRequest {
  /** `all`: what everybody likes now. `my-tastes`: of that, what lies in the shopper's own categories and brands. Default `all`. */
  readonly among?: 'all' | 'my-tastes';
}

/** `rerank()`'s parameters. */
export interface RerankRequest extends ListRequest {
  /** From 0, the order given, to 1, the shopper's own. Default 0.5. */
  readonly strength?: number;
}

/** `recommend()`'s parameters. */
export interface RecommendRequest extends ListRequest {
  /** Default `home`. */
  readonly scenario?: Scenario;
  /** The product the page is about. */
  readonly itemId?: string;
  /** The cart, the order, or the list to be ranked anew. */
  readonly itemIds?: readonly string[];
  /** The category the page is about, as in the feed's `product_type`: "Outdoor > Tents"; those below it are meant too. */
  readonly category?: string;
  /** What was searched. */
  readonly query?: string;
}
