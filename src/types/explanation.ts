import type { Reason } from './answer.js';
import type { CatalogItem } from './catalog-item.js';
import type { EventName } from './event.js';
import type { Note } from './note.js';
import type { ListRequest } from './request.js';

/**
 * One term of a score, told apart as far as it goes. `event`: what one event gave, by way of the item it touched.
 * `prototype`: what shoppers of one kind like, by the pack's number of that kind.
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
  | { readonly kind: 'prototype'; readonly prototype: number; readonly contribution: number }
  | Extract<Reason, { kind: 'popular' | 'similar' | 'step' | 'rest' }>;

/** What all events with items of one category or brand gave together: the same contributions, counted by taste. */
export interface Taste {
  readonly kind: 'category' | 'brand';
  /** As in the feed: "Outdoor > Tents", "Fell". */
  readonly name: string;
  readonly contribution: number;
  /** Of the absolute contributions of all events, 0 to 1. */
  readonly share: number;
}

/** Where the item would stand had one event never been. */
export interface Counterfactual {
  readonly eventId: string;
  /** Place with the event, from 1; null where the mask leaves the item out. */
  readonly rankBefore: number | null;
  /** Place without it; null where the item would be left out, or not be among the first 1000. */
  readonly rankAfter: number | null;
}

/** A set of events without which the item would not stand in the list. */
export interface Removal {
  readonly eventIds: readonly string[];
  /** Is it certain that no smaller set does it? Always where one or two events suffice. Else: none of its events can be spared. */
  readonly smallest: boolean;
}

/** How the item fares in the list that was asked about, whose steps may reorder, leave out and put in. */
export interface Listing {
  /** Place in the list, from 1; null where it is not in it. */
  readonly place: number | null;
  /**
   * What left it out, null where it is in the list. Before scoring: `hidden`, `bought`, `seen`, `type`, `sold out`, `exclude seen`, `unavailable`,
   * `filter`. `score`: others score higher. Else a step, by its name in `trace.steps`; `cut`: the list was full.
   */
  readonly leftOutBy: string | null;
  /** With all that steps added or took, up to the one that left it out; null where it did not come so far as to be scored. */
  readonly score: number | null;
  /** The explanation's own, and then one of the kind `step` for each step. Added up in this order they are this score, to the last bit. */
  readonly contributions: readonly Contribution[];
}

/** `explain()`'s parameters: those of the list in question, as `recommend()` takes them. */
export type ExplainRequest = Omit<ListRequest, 'interleave'>;

/** A score in full. */
export interface Explanation {
  readonly id: string;
  /** null where the pack does not know the item; then nothing else is known of it either, and `notes` says so. */
  readonly item: CatalogItem | null;
  /** As in a list: 0 is an item of mean popularity that nothing speaks for. Before the steps that reorder a list. */
  readonly score: number;
  /** Place in the whole catalogue by score, from 1; null where the mask leaves the item out. */
  readonly rank: number | null;
  /** Items that the mask lets in. */
  readonly ranked: number;
  readonly servedBy: { readonly model: string };
  /** In the list asked about; null where the pack does not know the item. */
  readonly listed: Listing | null;
  /** Largest first, what rounding leaves last. Added up in this order they are the score, to the last bit. */
  readonly contributions: readonly Contribution[];
  /** Largest first. */
  readonly tastes: readonly Taste[];
  /** By event, those that change most first. */
  readonly withoutEvent: readonly Counterfactual[];
  /** null where the item is not in the list, or stays in it without any event. */
  readonly removal: Removal | null;
  /** What was left out of account. */
  readonly notes: readonly Note[];
}
