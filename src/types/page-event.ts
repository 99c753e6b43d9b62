import type { EventName, EventParameters } from './event.js';

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

/** Receives what the adapters read. */
export interface PageListener {
  /**
   * @param event what happened
   * @param time when, milliseconds since 1970; default: now
   */
  event(event: PageEvent, time?: number): void;
}
