import type { EventName, EventParameters } from './event.js';
import type { Voice } from './page-voices.js';

/** An event reported by the page, as `track()` takes it. */
export interface PageEvent {
  readonly name: EventName;
  readonly parameters: EventParameters;
}

/**
 * Which identifier of an item is the feed's id, if the page has several. `id`: the product id, as in most feeds; `sku`: the stock keeping unit;
 * `group`: the product that the item is a variant of.
 */
export type ItemKey = 'id' | 'sku' | 'group';

/** Why something that a page says cannot be read: its name is not known, its shape is not, items have no id, or it is no JSON. */
export type UnreadKind = 'name' | 'shape' | 'id' | 'syntax';

/** Receives what the adapters read. */
export interface PageListener {
  /**
   * @param event what happened
   * @param time when, milliseconds since 1970
   * @param voice who said it
   */
  event(event: PageEvent, time: number | undefined, voice: Voice): void;
  /**
   * Something that seems to be of a shop cannot be read.
   *
   * @param shape of the entry: names and types, no values
   */
  unread(voice: Voice, shape: string): void;
  /** The shopper logged out: what is known belongs to somebody else. */
  reset(): void;
}
