import type { CatalogItem } from './catalog-item.js';
import type { EventName } from './event.js';
import type { Note } from './note.js';
import type { Backend } from './scoring/scorer.js';

/**
 * Why an item stands in the list. The contributions of one item's reasons add up to its score.
 * `event`: something the shopper did with `itemId`. `popular`: liked by more (or fewer) than the mean item. `similar`: alike to the item asked about.
 * `step`: what a step of the trace added or took, as a booster does. `rest`: all smaller reasons together.
 * `together`: goes with `itemId` of the cart. `taste`: lies in a category or brand that the shopper likes. `new`: since when the
 * shop has it. `due`: bought `times` times, every `intervalDays` days or so, last `sinceDays` days ago. `place`: where it stood in the list given.
 */
export type Reason =
  | { readonly kind: 'event'; readonly itemId: string; readonly name: EventName; readonly contribution: number }
  | { readonly kind: 'popular'; readonly contribution: number }
  | { readonly kind: 'similar'; readonly itemId: string; readonly contribution: number }
  | { readonly kind: 'recent'; readonly time: number; readonly contribution: number }
  | { readonly kind: 'step'; readonly step: string; readonly contribution: number }
  | { readonly kind: 'together'; readonly itemId: string; readonly contribution: number }
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
  | { readonly kind: 'rest'; readonly contribution: number };

/**
 * One place of a list.
 *
 * @typeParam Item what the shop says of its own feed: see `createShelf()`
 */
export interface RecommendedItem<Item extends Partial<CatalogItem> = CatalogItem> {
  readonly id: string;
  /** 0 is an item of mean popularity that nothing in the history speaks for. Comparable within a list only. */
  readonly score: number;
  readonly reasons: readonly Reason[];
  readonly item: CatalogItem & Item;
  /** Did the shop put it there, whatever its score? */
  readonly promoted?: true;
}

/**
 * What made the list. `personal`: the shopper's own history. `quiz`: answers in a taste quiz alone. Nothing is known yet: `landing`,
 * what the page is about; `prototypes`, what kinds of shoppers like on the whole; `popular`. `related`: the item asked about. `recent`:
 * the history itself. `together`: what goes with the cart. `trending`: what everybody likes now, or that in the shopper's tastes. `new`:
 * the newest. `due`: the intervals of the shopper's own orders. `rerank`: the order given and the shopper's. `because`: one item of the
 * history. `fallback`: the shop's default order, since no pack could be read.
 */
export type ServedModel =
  | 'personal'
  | 'quiz'
  | 'landing'
  | 'prototypes'
  | 'popular'
  | 'related'
  | 'recent'
  | 'together'
  | 'trending'
  | 'new'
  | 'due'
  | 'rerank'
  | 'because'
  | 'fallback';

/** What a list is about, where the engine chose it. */
export interface ListSubject {
  readonly itemId: string;
  /** What the shopper did with it. */
  readonly name: EventName;
}

/** One step on the way to a list: how many items went in, how many came out. */
export interface TraceStep {
  readonly name: string;
  readonly in: number;
  readonly out: number;
}

/** How an answer came about, in numbers. */
export interface Trace {
  /** Events known when the answer was made. */
  readonly events: number;
  /** Items of the history that the pack knows. */
  readonly knownItems: number;
  /** Items left out by the mask. */
  readonly excluded: number;
  /** In order, from the whole catalogue to the list. */
  readonly steps: readonly TraceStep[];
  /** Milliseconds inside the engine. */
  readonly milliseconds: number;
  /** What did not go to plan, each with a code; empty when all did. */
  readonly notes: readonly Note[];
}

/**
 * A list, and an account of it.
 *
 * @typeParam Item what the shop says of its own feed: see `createShelf()`
 */
export interface Answer<Item extends Partial<CatalogItem> = CatalogItem> {
  readonly recommendationId: string;
  readonly servedBy: { readonly model: ServedModel; readonly backend: Backend | 'none' };
  readonly items: readonly RecommendedItem<Item>[];
  /** `because`: the item of the history that speaks. */
  readonly about?: ListSubject;
  readonly trace: Trace;
}
