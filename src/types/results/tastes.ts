import type { Membership } from './memberships.js';
import type { TasteKind, TasteWish } from './taste-wish.js';

/** How much of a shopper's own interest one category, brand or attribute has. */
export interface ShownTaste {
  readonly kind: TasteKind;
  /** As in the feed; of categories also those above, such as "Outdoor" for "Outdoor > Tents". */
  readonly name: string;
  /** Share in the long term, 0 to less than 1, by the half-life `long`. One product view of today alone is 0.5. */
  readonly long: number;
  /** The same in the short term, by the half-life `short`. */
  readonly short: number;
  /** What the shopper asked for by `edit()`. Then both shares may be 0: there is no history, or `none` is wished. */
  readonly wish?: TasteWish;
  /** Ids of the events that speak for or against it, oldest first, then that of the wish. Without them it is not there, unless a dismissal among them silences earlier events. */
  readonly events: readonly string[];
}

/** The group of similar shoppers that a history is nearest to. */
export interface ShownPrototype {
  /** Number of the prototype, from 0. */
  readonly prototype: number;
  /** Number of the pack, since each build numbers prototypes anew. */
  readonly pack: number;
  /** Number of shoppers in the group. */
  readonly shoppers: number;
  /** How much of the likeness to all groups that are near is to this one, above 0 to 1. */
  readonly share: number;
  /** The three categories that the group likes most, and their shares of its liking, 0 to 1. */
  readonly categories: readonly { readonly name: string; readonly share: number }[];
}

/** What the history tells of tastes. */
export interface Tastes {
  /** Days after which an event counts half, in the short and in the long term. */
  readonly halfLifeDays: { readonly short: number; readonly long: number };
  /** Most liked first, in the long term. */
  readonly tastes: readonly ShownTaste[];
  /** The nearest group first; none where the pack has no groups, or nothing is known. */
  readonly prototypes: readonly ShownPrototype[];
  /** Categories and brands that the shopper is of, as `segments({ memberOf: true })` has them. */
  readonly segments: readonly Membership[];
}

/** What is kept of a shopper, and for how long. */
export interface StoredExtent {
  /** Where the events are: in the browser's database, or only in memory, until the page closes. */
  readonly where: 'database' | 'memory';
  readonly events: number;
  /** Length of the events as JSON in UTF-8. The database takes somewhat more. */
  readonly bytes: number;
  /** Time of the oldest and of the latest event, milliseconds since 1970; null without events. */
  readonly since: number | null;
  readonly latest: number | null;
  /** When the first event, and the last one, reach the end of their retention, milliseconds since 1970; null without events. Room may run out before. */
  readonly firstExpiry: number | null;
  readonly until: number | null;
}
