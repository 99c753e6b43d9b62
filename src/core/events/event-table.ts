import type { EventName, EventParameters } from '../../types/event.js';

/** What an event of one name is, and how far it counts. */
export interface EventFacts {
  /** What happened. */
  readonly meaning: string;
  /** Whether it means nothing without items. */
  readonly needsItems: boolean;
  /** Parameters that say what happened, besides `items` and `item_list_id`. */
  readonly fields: readonly Exclude<keyof EventParameters, 'items' | 'item_list_id'>[];
  /** Default weight as a sign of interest in an item, a view being 1; 0: no sign. A pack may bring its own. */
  readonly weight: number;
  /** Whether training counts it as an interaction. */
  readonly trained: boolean;
}

/**
 * Every event name, once. Code of the page keeps only what it reads of a row, to save bytes: `test/core/events/event-table.test.ts` holds
 * that to this table. Trained events come first: their order is that of their codes in training.
 */
export const EVENT_TABLE: Readonly<Record<EventName, EventFacts>> = {
  view_item: { meaning: "an item's page was opened", needsItems: true, fields: [], weight: 1, trained: true },
  select_item: { meaning: 'an item of a list was clicked', needsItems: true, fields: [], weight: 0.5, trained: true },
  share: { meaning: 'an item was shared', needsItems: true, fields: [], weight: 2, trained: true },
  rate: { meaning: 'an item was rated, 1 to 5', needsItems: true, fields: ['value'], weight: 2, trained: true },
  dwell: { meaning: "seconds spent on an item's page", needsItems: true, fields: ['value'], weight: 0.5, trained: true },
  add_to_wishlist: { meaning: 'an item was put on the wish list', needsItems: true, fields: [], weight: 3, trained: true },
  add_to_cart: { meaning: 'an item was put into the cart', needsItems: true, fields: [], weight: 3, trained: true },
  begin_checkout: { meaning: 'checkout was started', needsItems: false, fields: [], weight: 3, trained: true },
  purchase: { meaning: 'items were bought', needsItems: true, fields: ['transaction_id'], weight: 5, trained: true },
  view_item_list: { meaning: 'items were shown in a list', needsItems: true, fields: [], weight: 0, trained: false },
  search: { meaning: 'a search was made', needsItems: false, fields: ['search_term'], weight: 0, trained: false },
  view_search_results: { meaning: "a search's results were shown", needsItems: false, fields: ['search_term'], weight: 0, trained: false },
  remove_from_cart: { meaning: 'an item was taken out of the cart', needsItems: true, fields: [], weight: 0, trained: false },
  view_cart: { meaning: 'the cart was shown', needsItems: false, fields: [], weight: 0, trained: false },
  add_shipping_info: { meaning: 'the address was given', needsItems: false, fields: [], weight: 0, trained: false },
  add_payment_info: { meaning: 'the way of payment was given', needsItems: false, fields: [], weight: 0, trained: false },
  dismiss: { meaning: 'an item was dismissed from lists', needsItems: true, fields: [], weight: 4, trained: false },
  feedback: { meaning: 'the shopper gave feedback on an item', needsItems: true, fields: ['kind'], weight: 4, trained: false },
  taste: {
    meaning: 'the shopper asked for more, less or none of a category, a brand or another value',
    needsItems: false,
    fields: ['taste_kind', 'taste_name', 'wish'],
    weight: 0,
    trained: false,
  },
  refund: {
    meaning: 'a purchase was refunded; without items, a whole order',
    needsItems: false,
    fields: ['transaction_id'],
    weight: 0,
    trained: false,
  },
};

/** Every event name, in the order of the table. */
export const EVENT_NAMES = Object.keys(EVENT_TABLE) as readonly EventName[];
