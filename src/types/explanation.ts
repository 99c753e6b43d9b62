import type { Reason } from './answer.js';
import type { CatalogItem } from './catalog-item.js';
import type { EventName } from './event.js';
import type { Note } from './note.js';
import type { ListRequest } from './request.js';
import type { ActingWish } from './results/taste-wish.js';

/** What a search adds to a score. */
export interface SearchContribution {
  readonly kind: 'search';
  /** The latest event with these words. */
  readonly eventId: string;
  /** As it was searched: the shopper's own words. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly contribution: number;
}

/**
 * One term of a score, in as much detail as possible. `event`: from one event, through its item. `search`: from one search. `prototype`: from one group of shoppers, by its
 * number in the pack.
 */
export type Contribution =
  | {
      readonly kind: 'event';
      readonly eventId: string;
      readonly itemId: string;
      readonly name: EventName;
      /** Milliseconds since 1970. */
      readonly time: number;
      readonly contribution: number;
    }
  | SearchContribution
  | { readonly kind: 'prototype'; readonly prototype: number; readonly contribution: number }
  | Extract<Reason, { kind: 'popular' | 'similar' | 'step' | 'contrast' | 'rest' }>;

/** The contributions of all events with items of one category or brand. */
export interface Taste {
  readonly kind: 'category' | 'brand';
  /** As in the feed: "Outdoor > Tents", "Fell". */
  readonly name: string;
  readonly contribution: number;
  /** Share of the absolute contributions of all events, 0 to 1. */
  readonly share: number;
}

/** An event with the item that a later one took back: it does not count, in whole or in part. */
export interface TakenBackEvent {
  readonly kind: 'taken-back';
  readonly eventId: string;
  readonly itemId: string;
  readonly name: EventName;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Pieces that do not count, 1 or more. */
  readonly pieces: number;
  /** What took it back; forgetting it brings the event back. */
  readonly by: { readonly eventId: string; readonly name: 'refund' | 'remove_from_cart'; readonly time: number };
}

/** Rank of the item without one event. */
export interface Counterfactual {
  readonly eventId: string;
  /** Rank with the event, from 1; null if the item is excluded. */
  readonly rankBefore: number | null;
  /** Rank without it; null if the item would be excluded, or not be among the first 1000. */
  readonly rankAfter: number | null;
}

/** A set of events without which the item would not be in the list. */
export interface Removal {
  readonly eventIds: readonly string[];
  /** Whether no smaller set exists. Always true for one or two events. If false: each event of the set is necessary, but another set may be smaller. */
  readonly smallest: boolean;
}

/** The item in the explained list, after the steps that reorder, remove and add items. */
export interface Listing {
  /** Position in the list, from 1; null if it is not in it. */
  readonly place: number | null;
  /**
   * What excluded it; null if it is in the list. Before scoring: `hidden`, `wish` (the shopper wants none of it), `bought`, `seen`, `type`, `sold out`, `exclude seen`, `unavailable`,
   * `filter`. `score`: other items score higher. Else the name of a step in `trace.steps`; `cut`: the list was full.
   */
  readonly leftOutBy: string | null;
  /** Score after all steps, up to the one that excluded it; null if it was excluded before scoring. */
  readonly score: number | null;
  /** Those of the explanation, then one of kind `step` for each step. In this order they add up to this score, to the last bit. */
  readonly contributions: readonly Contribution[];
}

/** Parameters of `explain()`: those of the `recommend()` call to explain. */
export type ExplainRequest = Omit<ListRequest, 'interleave' | 'placement' | 'repeats'>;

/** A score with all its terms. */
export interface Explanation {
  readonly id: string;
  /** null if the item is not in the pack; then nothing else is known, and `notes` says so. */
  readonly item: CatalogItem | null;
  /** As in a list, before the steps that reorder it: 0 for an item of mean popularity without support in the history. */
  readonly score: number;
  /** Rank in the whole catalogue by score, from 1; null if the item is excluded. */
  readonly rank: number | null;
  /** Number of items that are not excluded. */
  readonly ranked: number;
  readonly servedBy: { readonly model: string };
  /** The item in the explained list; null if it is not in the pack. */
  readonly listed: Listing | null;
  /** Largest first; the rounding error last. In this order they add up to the score, to the last bit. */
  readonly contributions: readonly Contribution[];
  /** Largest first. */
  readonly tastes: readonly Taste[];
  /** By event, the largest change first. */
  readonly withoutEvent: readonly Counterfactual[];
  /** null if the item is not in the list, or would be in it without any event. */
  readonly removal: Removal | null;
  /** Events with this item that were taken back: what was sent back, or taken out of the cart. In the order in which that was done. */
  readonly takenBack: readonly TakenBackEvent[];
  /** What the shopper asked for by `profile.edit()` that acts here: wishes for more or less of what speaks for the item, and those that leave it out. */
  readonly wishes: readonly ActingWish[];
  /** Parts that were left out. */
  readonly notes: readonly Note[];
}
