import type { EventItem, EventName } from '../../types/event.js';
import type { PageConsent, PageEvent, PageListener } from '../../types/page-event.js';
import { hookPush } from './hook-push.js';
import { eventItemOf, firstText, listOf, objectOf, type PageObject, pageEvent, WITHOUT_ITEMS } from './page-fields.js';
import { createReadingQueue } from './reading-queue.js';

/** Names that GA4 and `track()` share. */
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
 * Reads an entry of GA4's data layer in either of its shapes: Google Tag Manager's objects, `{ event, ecommerce }`, and the
 * `Arguments` of a call of `gtag('event', name, parameters)`.
 *
 * @param entry whatever was pushed
 * @param ecommerce what an earlier entry without an event left for the next one
 * @returns the event, or null where the entry is none that is recorded
 * @see https://developers.google.com/analytics/devguides/collection/ga4/reference/events
 */
export function eventOfDataLayer(entry: unknown, ecommerce?: unknown): PageEvent | null {
  const given = objectOf(entry);
  if (given[0] === 'event') return eventOf(given[1], objectOf(given[2]), {});
  return eventOf(given.event, objectOf(given.ecommerce ?? ecommerce), given);
}

/**
 * Reads what an entry says of `personalization_storage`.
 *
 * A default for some regions alone holds for an unknown share of the shoppers: a refusal in it is waited on, a consent in it is
 * not relied on, nor is then one for all.
 *
 * @returns null where it says nothing of it
 * @see https://developers.google.com/tag-platform/security/guides/consent
 */
export function consentOfDataLayer(entry: unknown): PageConsent | null {
  const given = objectOf(entry);
  if (given[0] !== 'consent') return null;
  const { personalization_storage: said, region } = objectOf(given[2]);
  if (said !== 'granted' && said !== 'denied') return null;
  if (given[1] === 'update') return said;
  if (given[1] !== 'default') return null;
  if (said === 'denied') return 'awaited';
  return region === undefined ? 'granted' : null;
}

/**
 * Reads the entries of one data layer, in order: what they say of events, and of consent.
 *
 * @param listener hears it
 * @returns reads an entry
 */
function createReader(listener: PageListener): (entry: unknown) => void {
  let ecommerce: unknown;
  /** Some regions are refused by default: of the shoppers of which region this is one, the page does not say. */
  let refusedSomewhere = false;
  /** Granted by default, and not told yet: what is pushed next may take it back for some regions. */
  let granting = false;
  const hearConsent = (given: PageObject): void => {
    const consent = consentOfDataLayer(given);
    if (consent === null) return;
    const isDefault = given[1] === 'default';
    refusedSomewhere ||= isDefault && consent === 'awaited' && objectOf(given[2]).region !== undefined;
    granting = isDefault && consent === 'granted' && !refusedSomewhere;
    if (granting) setTimeout(() => granting && listener.consent('granted'));
    else if (consent !== 'granted' || !isDefault) listener.consent(consent);
  };
  return (entry) => {
    const given = objectOf(entry);
    hearConsent(given);
    const event = eventOfDataLayer(given, ecommerce);
    if (event !== null) listener.event(event);
    if (given.ecommerce !== undefined) ecommerce = given.ecommerce;
  };
}

/**
 * Listens to a data layer: reads what was pushed earlier, in order, and then all that is pushed. What passes is not touched: it
 * reaches the push that was there before as it came, and what that one returns or throws is what the page gets.
 *
 * @param layer the array; anything else is left alone; of one that takes no new push, what lies there is read
 * @returns whether it is listened to
 */
export function listenToDataLayer(layer: unknown, listener: PageListener): boolean {
  try {
    if (!Array.isArray(layer)) return false;
    const queue = createReadingQueue(createReader(listener));
    // A copy: an entry's getter may push.
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
  // A share names its item without a list; a list is then what an earlier push left.
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
