import type { EventItem, EventName } from '../../types/event.js';
import type { PageEvent, PageListener } from '../../types/page-event.js';
import { hookPush } from './hook-push.js';
import { eventItemOf, firstText, listOf, objectOf, type PageObject, pageEvent, WITHOUT_ITEMS } from './page-fields.js';
import { createReadingQueue } from './reading-queue.js';

/** Event names common to GA4 and `track()`. */
const SHARED: readonly string[] = [
  ...WITHOUT_ITEMS,
  'view_item',
  'view_item_list',
  'select_item',
  'add_to_wishlist',
  'add_to_cart',
  'remove_from_cart',
  'purchase',
  'refund',
  'share',
] satisfies EventName[];

/**
 * Reads an entry of GA4's data layer in either form: Google Tag Manager's objects, `{ event, ecommerce }`, and the `Arguments` of
 * `gtag('event', name, parameters)`.
 *
 * @param entry any value
 * @param ecommerce from an earlier entry without an event
 * @returns the event; null for any other entry
 * @see https://developers.google.com/analytics/devguides/collection/ga4/reference/events
 */
export function eventOfDataLayer(entry: unknown, ecommerce?: unknown): PageEvent | null {
  const given = objectOf(entry);
  if (given[0] === 'event') return eventOf(given[1], objectOf(given[2]), {});
  return eventOf(given.event, objectOf(given.ecommerce ?? ecommerce), given);
}

/**
 * Creates a reader of one data layer's entries, in order.
 *
 * @param listener receives them
 * @returns reads an entry
 */
function createReader(listener: PageListener): (entry: unknown) => void {
  let ecommerce: unknown;
  return (entry) => {
    const given = objectOf(entry);
    const event = eventOfDataLayer(given, ecommerce);
    if (event !== null) listener.event(event);
    if (given.ecommerce !== undefined) ecommerce = given.ecommerce;
  };
}

/**
 * Listens to a data layer: reads the earlier entries, in order, and then all new ones. Entries reach the page's own `push` unchanged, and the page
 * gets its result or error.
 *
 * @param layer the array; any other value is ignored; if its `push` cannot be replaced, only the earlier entries are read
 * @returns whether it listens
 */
export function listenToDataLayer(layer: unknown, listener: PageListener): boolean {
  try {
    if (!Array.isArray(layer)) return false;
    const queue = createReadingQueue(createReader(listener));
    // A copy: a getter of an entry may push.
    const earlier = layer.slice();
    hookPush(layer, queue.isReading, queue.add);
    queue.add(earlier);
    return true;
  } catch {
    return false;
  }
}

function eventOf(name: unknown, parameters: PageObject, around: PageObject): PageEvent | null {
  if (typeof name !== 'string' || !SHARED.includes(name)) return null;
  const said = (field: string): string | undefined => firstText(parameters[field], around[field]);
  const items = listOf(parameters.items).flatMap(readItem);
  // A `share` has its item as `item_id`; a list would be left from an earlier push.
  const ownItem = name === 'share' ? eventItemOf(said('item_id')) : [];
  return pageEvent(name as EventName, {
    items: ownItem.length > 0 ? ownItem : items,
    search_term: said('search_term'),
    transaction_id: said('transaction_id'),
    item_list_id: said('item_list_id'),
  });
}

function readItem(item: unknown): EventItem[] {
  const { item_id: id, quantity, price } = objectOf(item);
  return eventItemOf(firstText(id), quantity, price);
}
