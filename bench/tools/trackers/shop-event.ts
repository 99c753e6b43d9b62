import { seededRandom } from '../../../src/core/numbers/random.js';
import type { EventName, EventParameters } from '../../../src/types/event.js';

/** An event that a shop reports. */
export interface ShopEvent {
  readonly name: EventName;
  readonly parameters: EventParameters;
}

/** Items of the catalogue that events refer to. */
const CATALOGUE = 10_000;
const LIST_LENGTH = 12;

/**
 * Makes seeded events of a shop: of ten, seven views of an item, one list, one search, one addition to the cart. No two are
 * equal, so that no recorder drops one as a duplicate.
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
