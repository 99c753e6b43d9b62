import { seededRandom } from '../../src/core/numbers/random.js';
import type { EventName, EventParameters } from '../../src/types/event.js';

/** What a shop reports, to whomever it reports it. */
export interface ShopEvent {
  readonly name: EventName;
  readonly parameters: EventParameters;
}

/** Items of the catalogue that events speak of. */
const CATALOGUE = 10_000;
const LIST_LENGTH = 12;

/**
 * Makes seeded events of a shop: seven views of an item in ten, one list, one search, one thing put into the cart. No two are
 * equal, so that nobody takes one for a repetition.
 *
 * @param seed any 32-bit integer
 * @param count events
 */
export function makeShopEvents(seed: number, count: number): ShopEvent[] {
  const random = seededRandom(seed);
  const item = (): { item_id: string; price: number } => ({
    item_id: `sku-${Math.floor(random() * CATALOGUE)}`,
    price: Math.floor(random() * 10_000) / 100,
  });
  return Array.from({ length: count }, (_, index): ShopEvent => {
    const item_list_id = `visit-${seed}-${index}`;
    const kind = Math.floor(random() * 10);
    if (kind === 0) return { name: 'view_item_list', parameters: { item_list_id, items: Array.from({ length: LIST_LENGTH }, item) } };
    if (kind === 1) return { name: 'search', parameters: { item_list_id, search_term: `tent for ${Math.floor(random() * 100)}` } };
    if (kind === 2) return { name: 'add_to_cart', parameters: { item_list_id, items: [{ ...item(), quantity: 1 }] } };
    return { name: 'view_item', parameters: { item_list_id, items: [item()] } };
  });
}
