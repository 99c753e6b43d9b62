import type { TasteKind, TasteWish } from './results/taste-wish.js';

/**
 * Name of an event: GA4's, where GA4 has one; `rate`, `share`, `dwell`, `dismiss`, `feedback` and `taste` are Onshelf's own.
 *
 * @see https://developers.google.com/analytics/devguides/collection/ga4/reference/events
 */
export type EventName =
  | 'view_item'
  | 'view_item_list'
  | 'select_item'
  | 'search'
  | 'view_search_results'
  | 'add_to_wishlist'
  | 'add_to_cart'
  | 'remove_from_cart'
  | 'view_cart'
  | 'begin_checkout'
  | 'add_shipping_info'
  | 'add_payment_info'
  | 'purchase'
  | 'refund'
  | 'rate'
  | 'share'
  | 'dwell'
  | 'dismiss'
  | 'feedback'
  | 'taste';

/** A shopper's feedback on an item: more like it, less like it, never show it (`hide`), or already owned (`own`). */
export type FeedbackKind = 'more' | 'less' | 'hide' | 'own';

/** An item of an event, with GA4's field names. Other fields are not kept. */
export interface EventItem {
  /** Item id as in the feed, 1 to 256 characters. */
  readonly item_id: string;
  /** Number of pieces, 1 or more. */
  readonly quantity?: number;
  /** Price per piece in the event's currency, 0 or more. */
  readonly price?: number;
  /** Position in the list, 0 or more. */
  readonly index?: number;
  /** Address of its page, 1 to 256 characters: if the feed does not have the id, it is matched by its `link`. */
  readonly link?: string;
}

/** Parameters of `track()`, with GA4's names. Unknown parameters are ignored and never stored. */
export interface EventParameters {
  /** Maximum 200; further items are cut off. */
  readonly items?: readonly EventItem[];
  /** `search` and `view_search_results`: the query, cut at 200 characters. */
  readonly search_term?: string;
  /** `purchase` and `refund`: the order number. An order counts once. */
  readonly transaction_id?: string;
  /** `rate`: 1 (worst) to 5 (best). `dwell`: seconds on the page. */
  readonly value?: number;
  /** `feedback`: the kind. */
  readonly kind?: FeedbackKind;
  /** `taste`: what it is of. */
  readonly taste_kind?: TasteKind;
  /** `taste`: the category, brand or value, as in the feed, 1 to 256 characters. */
  readonly taste_name?: string;
  /** `taste`: how much of it the shopper asks for. */
  readonly wish?: TasteWish;
  /** The list that the event happened in: the `recommendationId` of its answer. */
  readonly item_list_id?: string;
}

/** A recorded event: validated, with an id and a time, and without unknown fields. */
export interface ShelfEvent extends EventParameters {
  /** Unique id made in the browser, sortable: 10 characters of time, 16 random ones. */
  readonly id: string;
  readonly name: EventName;
  /** Milliseconds since 1970 by the device's clock. */
  readonly time: number;
  readonly items: readonly EventItem[];
}

/** An event of the log, with its number in the order of commits. */
export interface LoggedEvent extends ShelfEvent {
  /** 1, 2, 3 ...; never reused. */
  readonly sequence: number;
}
