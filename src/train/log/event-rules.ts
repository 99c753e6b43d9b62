import { EVENT_NAMES, EVENT_TABLE } from '../../core/events/event-table.js';
import type { EventName } from '../../types/event.js';
import { normalizeName } from '../input/normalize-name.js';

/** Events used in training, in the order of their codes. */
export const TRAINED_EVENTS: readonly EventName[] = EVENT_NAMES.filter((name) => EVENT_TABLE[name].trained);

/** Names in other systems. */
const ALIASES: Readonly<Record<string, EventName>> = {
  view: 'view_item',
  pageview: 'view_item',
  page_view: 'view_item',
  product_view: 'view_item',
  product_viewed: 'view_item',
  detail: 'view_item',
  detail_page_view: 'view_item',
  watch: 'view_item',
  visit: 'view_item',
  click: 'select_item',
  product_clicked: 'select_item',
  wishlist: 'add_to_wishlist',
  fav: 'add_to_wishlist',
  favorite: 'add_to_wishlist',
  favourite: 'add_to_wishlist',
  product_added_to_wishlist: 'add_to_wishlist',
  cart: 'add_to_cart',
  product_added: 'add_to_cart',
  checkout: 'begin_checkout',
  checkout_started: 'begin_checkout',
  buy: 'purchase',
  order: 'purchase',
  sale: 'purchase',
  transaction: 'purchase',
  purchased: 'purchase',
  order_completed: 'purchase',
  purchase_complete: 'purchase',
  return: 'refund',
  refunded: 'refund',
  order_refunded: 'refund',
  remove_cart: 'remove_from_cart',
  product_removed: 'remove_from_cart',
  impression: 'view_item_list',
  rating: 'rate',
  review: 'rate',
};

/** How events of a name are used in training. */
export interface EventRule {
  /** The name, normalised by `normalizeName`. */
  readonly letters: string;
  readonly name: EventName;
  /** Index in `TRAINED_EVENTS`; -1 for refunds and events that are not used. */
  readonly code: number;
  /** Weight of an event, 1 for a view; 0 where the code is -1. */
  readonly weight: number;
}

/** The rules of all known names. */
export function eventRules(): EventRule[] {
  const names = new Map<string, EventName>();
  for (const name of EVENT_NAMES) names.set(normalizeName(name), name);
  for (const [alias, name] of Object.entries(ALIASES)) names.set(normalizeName(alias), name);
  return [...names].map(([letters, name]) => {
    const code = TRAINED_EVENTS.indexOf(name);
    return { letters, name, code, weight: code < 0 ? 0 : EVENT_TABLE[name].weight };
  });
}
