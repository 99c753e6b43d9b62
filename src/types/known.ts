import type { ShelfEvent } from './event.js';
import type { Note } from './note.js';
import type { UserEmbedding } from './results/user-embedding.js';
import type { Retention } from './storage.js';

/** Events to forget: one event, or all events of an item. */
export type Forget = { readonly eventId: string } | { readonly itemId: string };

/**
 * A pending request to forget, as noted in localStorage: an event by its random id, an item by a salted hash, so that the note does not reveal
 * the item.
 */
export type NotedForget = { readonly eventId: string } | { readonly salt: string; readonly hash: string };

/** What a reading of the profile is to include. */
export interface InspectOptions {
  /** Whether to include `embeddings`, which take the engine as long as a list does. Default: true. */
  readonly embedding?: boolean;
}

/** Everything known about a shopper. */
export interface Known {
  /** Oldest first. */
  readonly events: readonly ShelfEvent[];
  /** Ids of items bought, or marked as owned. */
  readonly bought: readonly string[];
  /** Ids of items that the shopper hid. */
  readonly hidden: readonly string[];
  /** Search queries, latest last. */
  readonly searches: readonly string[];
  /** How long events are kept, and how many; null if the engine is not available. */
  readonly retention: Retention | null;
  /** Whether lists use what was learned from these events, and why: `learning-on` or `learning-off`. Absent where the page does not ask for it. */
  readonly learning?: Note;
  /**
   * What stands for the shopper among the items, as lists may read the history: the embedding of the fold-in, and that of the pack's sequence encoder if
   * it has one. Made anew for each reading and never stored. Absent where it is not asked for, or the engine is not available.
   */
  readonly embeddings?: readonly UserEmbedding[];
}
