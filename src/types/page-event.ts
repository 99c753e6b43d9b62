import type { EventName, EventParameters } from './event.js';

/** What a page said that happened, in the words of `track()`. */
export interface PageEvent {
  readonly name: EventName;
  readonly parameters: EventParameters;
}

/**
 * What a page said of consent. `awaited`: refused until the shopper is asked, which is no refusal of theirs: nothing may be
 * stored, and nothing has to be erased.
 */
export type PageConsent = 'granted' | 'denied' | 'awaited';

/**
 * Which of its names a page gives an item by, where it has several. `id`: the one that product feeds usually carry; `sku`: the
 * stock keeping unit; `group`: the product that the item is a variant of.
 */
export type ItemKey = 'id' | 'sku' | 'group';

/** Takes what the adapters hear. */
export interface PageListener {
  /**
   * @param event what happened
   * @param time when, milliseconds since 1970; default: now
   */
  event(event: PageEvent, time?: number): void;
  /** @param said what the page said; it is the page's own word, whatever the shopper has clicked */
  consent(said: PageConsent): void;
}
