import type { ShelfEvent } from '../../types/event.js';

/** Days after which nobody's cart is full of what was put into it. */
const CART_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * The items in the shopper's cart, by what the page has reported: what was added and not removed, or the whole cart as it was last shown.
 *
 * @param events oldest first
 * @returns ids, without repeats
 */
export function cartOf(events: readonly ShelfEvent[]): string[] {
  const pieces = new Map<string, number>();
  for (const { name, time, items } of events) {
    if (time < Date.now() - CART_DAYS * DAY_MS) continue;
    if (name === 'purchase' || ((name === 'view_cart' || name === 'begin_checkout') && items.length > 0)) pieces.clear();
    if (!['view_cart', 'begin_checkout', 'add_to_cart', 'remove_from_cart'].includes(name)) continue;
    const sign = name === 'remove_from_cart' ? -1 : 1;
    for (const { item_id: id, quantity } of items) {
      // Without a quantity, the whole line is removed.
      const left = sign < 0 && quantity === undefined ? 0 : (pieces.get(id) ?? 0) + sign * (quantity ?? 1);
      if (left > 0) pieces.set(id, left);
      else pieces.delete(id);
    }
  }
  return [...pieces.keys()];
}

/**
 * The items of the page's own latest event of a kind: the product it shows, the order it confirms.
 *
 * @param events oldest first
 * @param name of the event
 * @returns [] if the page has reported none since it was opened
 */
export function reportedItems(events: readonly ShelfEvent[], name: 'view_item' | 'purchase' | 'view_search_results'): string[] {
  const own = events.filter((event) => event.name === name && event.time >= Math.floor(performance.timeOrigin));
  return own.at(-1)?.items.map(({ item_id: id }) => id) ?? [];
}
