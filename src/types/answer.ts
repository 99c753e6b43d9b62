import type { CatalogItem } from './catalog-item.js';
import type { EventName } from './event.js';
import type { Note } from './note.js';
import type { RankerSignal } from './scoring/pack-ranker.js';
import type { Backend } from './scoring/scorer.js';

/**
 * Why an item is in the list. The contributions of an item's reasons add up to its score.
 *
 * - `event`: the shopper's event `name` on `itemId`
 * - `search`: has words of what the shopper searched for, `text`
 * - `popular`: more (or less) popular than the mean item
 * - `similar`: similar to `itemId`, an item of the call; with `by: 'content'` in title, brand and category alone, since too few shoppers know one of the two
 * - `recent`: viewed at `time`, milliseconds since 1970
 * - `step`: a step of the trace added or subtracted this, such as a boost; `signal` tells what of the item the ranker did it for
 * - `together`: bought together with `itemId` of the cart; with `by: 'category'` its category is, since too few baskets tell of the item itself
 * - `taste`: its category or brand is one that the shopper likes
 * - `new`: in the shop since `since`, milliseconds since 1970
 * - `due`: bought `times` times, about every `intervalDays` days, last `sinceDays` days ago
 * - `place`: its position in the given list
 * - `contrast`: how alike it is to items drawn at random, which the shopper does not know; only where lists learn on the device
 * - `rest`: the sum of all smaller reasons
 */
export type Reason =
  | { readonly kind: 'event'; readonly itemId: string; readonly name: EventName; readonly contribution: number }
  | { readonly kind: 'search'; readonly text: string; readonly contribution: number }
  | { readonly kind: 'popular'; readonly contribution: number }
  | { readonly kind: 'similar'; readonly itemId: string; readonly by?: 'content'; readonly contribution: number }
  | { readonly kind: 'recent'; readonly time: number; readonly contribution: number }
  | { readonly kind: 'step'; readonly step: string; readonly signal?: RankerSignal; readonly contribution: number }
  | { readonly kind: 'together'; readonly itemId: string; readonly by?: 'category'; readonly contribution: number }
  | { readonly kind: 'taste'; readonly column: 'product_type' | 'brand'; readonly value: string; readonly contribution: number }
  | { readonly kind: 'new'; readonly since: number; readonly contribution: number }
  | {
      readonly kind: 'due';
      readonly times: number;
      readonly intervalDays: number;
      readonly sinceDays: number;
      readonly contribution: number;
    }
  | { readonly kind: 'place'; readonly place: number; readonly contribution: number }
  | { readonly kind: 'contrast'; readonly contribution: number }
  | { readonly kind: 'rest'; readonly contribution: number };

/**
 * What fills a place of a list up, where no choice of shoppers speaks for its item.
 *
 * - `popularity`: it is popular, or nothing else is known of it
 * - `content`: it is like the item of the call in title, brand and category
 * - `category`: its category is bought with an item of the cart
 */
export type FilledFrom = 'popularity' | 'content' | 'category';

/** How a price is reduced. */
export interface Discount {
  /** Without the reduction, in the feed's currency. */
  readonly regularPrice: number;
  /** What part of it is taken off, above 0 to 1: 0.25 for a quarter. */
  readonly share: number;
}

/**
 * An item of a list.
 *
 * @typeParam Item type of the shop's feed items: see `createShelf()`
 */
export interface RecommendedItem<Item extends Partial<CatalogItem> = CatalogItem> {
  readonly id: string;
  /** 0 for an item of mean popularity without support in the history. Comparable within one answer only. */
  readonly score: number;
  /**
   * The chance that this item is the next one new to the shopper, if they go on to one, 0 to 1, as measured on shoppers held out of the pack.
   * Comparable between answers, lists and shoppers. Absent for items that the shopper has seen, for unknown shoppers, and where the pack has no curve.
   */
  readonly relevance?: number;
  /** The strongest first. */
  readonly reasons: readonly Reason[];
  /** The catalogue's columns. Fields that only `Item` has are there if the call names them in `attributes`; without a pack, the id alone is. */
  readonly item: CatalogItem & Partial<Item>;
  /** `onSale()` only: how the price is reduced. */
  readonly discount?: Discount;
  /** Set if the shop placed the item by a pin or a promotion. */
  readonly promoted?: true;
  /** Set if the place is filled up. Absent in lists that are of popularity, or of the feed's order, and where the shop placed the item. */
  readonly filledFrom?: FilledFrom;
}

/**
 * Which knowledge made the list.
 *
 * - `personal`: the shopper's history
 * - `quiz`: answers in a taste quiz only
 * - `landing`: for an unknown shopper, what the page is about
 * - `prototypes`: for an unknown shopper, what groups of shoppers like
 * - `popular`: popularity: the shopper is unknown, or nothing else is known of the items that the list is about
 * - `feed`: the order of the shop's feed, since the pack was made without a log and nothing is known to be popular
 * - `related`: the item of the call; for a cart, where the pack has no model of baskets
 * - `content`: the item of the call, by title, brand and category alone
 * - `recent`: the history itself
 * - `together`: the items of the cart
 * - `trending`: what is popular now
 * - `new`: the newest items
 * - `due`: the intervals between the shopper's own orders
 * - `saved`: what the shopper put into the cart or on the wish list
 * - `rerank`: the given order and the shopper's history
 * - `because`: one item of the history
 * - `fallback`: the fallback order, since no pack could be read
 */
export type ServedModel =
  | 'personal'
  | 'quiz'
  | 'landing'
  | 'prototypes'
  | 'popular'
  | 'feed'
  | 'related'
  | 'content'
  | 'recent'
  | 'together'
  | 'trending'
  | 'new'
  | 'due'
  | 'saved'
  | 'rerank'
  | 'because'
  | 'fallback';

/** The item that the engine chose as the subject of a list. */
export interface ListSubject {
  readonly itemId: string;
  /** The shopper's event on it. */
  readonly name: EventName;
}

/** A step of the pipeline: number of items before and after it. */
export interface TraceStep {
  readonly name: string;
  readonly in: number;
  readonly out: number;
}

/** What of a placement applied to a list. */
export interface PlacementTrace {
  readonly name: string;
  /** Name of the campaign that applied. */
  readonly campaign?: string;
  /** Name of the experiment that runs; without `arm` the shopper is in none of its groups, since nothing is recorded of them yet. */
  readonly experiment?: string;
  /** The shopper's group: name of the variant, or `control`. */
  readonly arm?: string;
  /** What the list is about, if the call does not say it: then the list is the shopper's own. `item`: its rules name the page's item, and are left out. */
  readonly needs?: 'itemId' | 'itemIds' | 'category' | 'item';
  /** The `count` in the file, if it has one. */
  readonly count?: number;
  /** Whether the placement may repeat what others show, by the file. */
  readonly repeats: boolean;
}

/** How a list was made, in numbers. */
export interface Trace {
  /** With `placement`, if the shop's file has it: what of it applied. */
  readonly placement?: PlacementTrace;
  /** Events known when the answer was made. */
  readonly events: number;
  /** Items of the history that are in the pack. */
  readonly knownItems: number;
  /** Number of items excluded before scoring. */
  readonly excluded: number;
  /** In order, from the whole catalogue to the list. */
  readonly steps: readonly TraceStep[];
  /** Milliseconds inside the engine. */
  readonly milliseconds: number;
  /** What did not go as planned, or was made up for, each with a code; else empty. What was decided is in `health().notes`. */
  readonly notes: readonly Note[];
}

/**
 * A list, and how it was made.
 *
 * @typeParam Item type of the shop's feed items: see `createShelf()`
 */
export interface Answer<Item extends Partial<CatalogItem> = CatalogItem> {
  /** Id of this list: for `next()`, and as `item_list_id` of events. */
  readonly recommendationId: string;
  /** Which knowledge made the list, and which hardware scored it; `none`: nothing was scored. */
  readonly servedBy: { readonly model: ServedModel; readonly backend: Backend | 'none' };
  /** Best first. */
  readonly items: readonly RecommendedItem<Item>[];
  /** `because()` only: the item of the history that the list is about. */
  readonly about?: ListSubject;
  readonly trace: Trace;
}
