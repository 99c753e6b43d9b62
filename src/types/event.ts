/**
 * Names of the events a shop reports. GA4 ecommerce names where GA4 has one; `rate`, `share`, `dwell`, `dismiss` and
 * `feedback` are ours.
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
  | 'feedback';

/** What a shopper may say of one item: show more or less like it, never show it again, or "I have it". */
export type FeedbackKind = 'more' | 'less' | 'hide' | 'own';

/** One item of an event, with the GA4 field names. Fields not listed here are not kept. */
export interface EventItem {
  /** The shop's item id, 1 to 256 characters. */
  readonly item_id: string;
  /** Pieces, 1 or more. */
  readonly quantity?: number;
  /** Price per piece in the event's currency, 0 or more. */
  readonly price?: number;
  /** The item's place in the list it was seen in or chosen from, 0 or more. */
  readonly index?: number;
}

/** The parameters of `track()`, with the GA4 names. Unknown parameters are ignored and never stored. */
export interface EventParameters {
  readonly items?: readonly EventItem[];
  /** `search` and `view_search_results`: what was typed, cut at 200 characters. */
  readonly search_term?: string;
  /** `purchase` and `refund`: the order number; the same one counts once. */
  readonly transaction_id?: string;
  /** `rate`: 1 (worst) to 5 (best). `dwell`: seconds on the page. */
  readonly value?: number;
  /** `feedback`: what was said. */
  readonly kind?: FeedbackKind;
  /** The list the event came from: the `recommendationId` of an answer. */
  readonly item_list_id?: string;
}

/** An event as it is kept: validated, stamped, and holding nothing that was not asked for. */
export interface ShelfEvent extends EventParameters {
  /** Sortable unique id made in the browser: 10 characters of time, 16 of chance. */
  readonly id: string;
  readonly name: EventName;
  /** Milliseconds since 1970 by the device's clock. */
  readonly time: number;
  readonly items: readonly EventItem[];
}

/** An event of the log, with its place in the order in which the log committed it. */
export interface LoggedEvent extends ShelfEvent {
  /** 1, 2, 3 ...: given by the log, never reused. */
  readonly sequence: number;
}
