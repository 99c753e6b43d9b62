import type { CatalogItem } from './catalog-item.js';
import type { EventName } from './event.js';
import type { Backend } from './scorer.js';

/**
 * Why an item stands in the list. The contributions of one item's reasons add up to its score.
 * `event`: something the shopper did with `itemId`. `popular`: liked by more (or fewer) than the mean item. `similar`: alike to the item asked about.
 * `step`: what a step of the trace added or took, as a booster does. `rest`: all smaller reasons together.
 */
export type Reason =
  | { readonly kind: 'event'; readonly itemId: string; readonly name: EventName; readonly contribution: number }
  | { readonly kind: 'popular'; readonly contribution: number }
  | { readonly kind: 'similar'; readonly itemId: string; readonly contribution: number }
  | { readonly kind: 'recent'; readonly time: number; readonly contribution: number }
  | { readonly kind: 'step'; readonly step: string; readonly contribution: number }
  | { readonly kind: 'rest'; readonly contribution: number };

/** One place of a list. */
export interface RecommendedItem {
  readonly id: string;
  /** 0 is an item of mean popularity that nothing in the history speaks for. Comparable within a list only. */
  readonly score: number;
  readonly reasons: readonly Reason[];
  readonly item: CatalogItem;
  /** Did the shop put it there, whatever its score? */
  readonly promoted?: true;
}

/**
 * What made the list. `personal`: the shopper's own history. `quiz`: answers in a taste quiz alone. Nothing is known yet: `landing`,
 * what the page is about; `prototypes`, what kinds of shoppers like on the whole; `popular`. `related`: the item asked
 * about. `recent`: the history itself. `fallback`: the shop's default order, since no pack could be read.
 */
export type ServedModel = 'personal' | 'quiz' | 'landing' | 'prototypes' | 'popular' | 'related' | 'recent' | 'fallback';

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
  /** In words, what did not go to plan; empty when all did. */
  readonly notes: readonly string[];
}

/** A list, and an account of it. */
export interface Answer {
  readonly recommendationId: string;
  readonly servedBy: { readonly model: ServedModel; readonly backend: Backend | 'none' };
  readonly items: readonly RecommendedItem[];
  readonly trace: Trace;
}
