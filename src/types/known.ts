import type { ShelfEvent } from './event.js';
import type { Retention } from './storage.js';

/** Which events to forget. */
export type Forget = { readonly eventId: string } | { readonly itemId: string };

/**
 * What is to be forgotten, as it is noted until that is done: an event by its random id, an item by a salted hash, so that the note does not say
 * what the shopper wants gone.
 */
export type NotedForget = { readonly eventId: string } | { readonly salt: string; readonly hash: string };

/** What is known about a shopper. */
export interface Known {
  /** Oldest first. */
  readonly events: readonly ShelfEvent[];
  /** Items bought or said to be owned. */
  readonly bought: readonly string[];
  /** Items the shopper asked not to see. */
  readonly hidden: readonly string[];
  /** Latest last. */
  readonly searches: readonly string[];
  /** How long events are kept, and how many: by name, `all` for the others and for the whole; null where the engine could not be asked. */
  readonly retention: Retention | null;
}
