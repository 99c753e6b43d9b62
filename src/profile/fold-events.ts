import { bareOrder } from '../core/events/same-name.js';
import { toJson } from '../core/text/to-json.js';
import type { EventItem, ShelfEvent } from '../types/event.js';
import type { Interaction, Profile, Search } from '../types/profile.js';

/** Stands for all items of an order; no item has an empty id. */
const WHOLE: EventItem = { item_id: '' };

/** The profile of an unknown shopper. */
export function emptyProfile(): Profile {
  return { recorded: [], interactions: [], bought: new Set(), hidden: new Set(), searches: [] };
}

/**
 * Folds events into a profile. Only the times of the events count: every order and division into steps gives the same
 * profile.
 *
 * @param profile before the events; not changed
 * @param events to add
 */
export function foldEvents(profile: Profile, events: readonly ShelfEvent[]): Profile {
  if (events.length === 0) return profile;
  const recorded = merge(profile.recorded, events.flatMap(interactionsOf));
  const searches = merge(profile.searches, events.flatMap(searchesOf));
  return restoreProfile({ recorded, searches });
}

/** Restores a profile from its stored parts. */
export function restoreProfile({ recorded, searches }: Pick<Profile, 'recorded' | 'searches'>): Profile {
  const interactions = withWholeRefunds(withoutRepeatedOrders(recorded));
  return { recorded, interactions, ...replay(interactions), searches };
}

function interactionsOf(event: ShelfEvent): Interaction[] {
  // A refund without items is of a whole order: see `withWholeRefunds`.
  const items = event.name === 'refund' && event.items.length === 0 && event.transaction_id !== undefined ? [WHOLE] : event.items;
  return items.map((item: EventItem) => ({
    itemId: item.item_id,
    name: event.name,
    time: event.time,
    eventId: event.id,
    // "less" is the only kind that counts against an item.
    amount: event.kind === 'less' ? -1 : (event.value ?? item.quantity ?? 1),
    ...(event.kind && { kind: event.kind }),
    ...(event.transaction_id && { transactionId: event.transaction_id }),
    ...(event.item_list_id && { listId: event.item_list_id }),
    ...(item.index === undefined ? {} : { place: item.index }),
    ...(item.link && { link: item.link }),
  }));
}

function searchesOf(event: ShelfEvent): Search[] {
  return event.search_term === undefined ? [] : [{ text: event.search_term, time: event.time, eventId: event.id }];
}

/** Drops repeated orders: a confirmation page that is reloaded reports its order again. */
function withoutRepeatedOrders(recorded: readonly Interaction[]): readonly Interaction[] {
  const first = new Map<string, string>();
  const counted = recorded.filter(({ name, transactionId, itemId, eventId }) => {
    if (transactionId === undefined) return true;
    // An order is bought once, but may be refunded item by item.
    const number = bareOrder(transactionId);
    const order = toJson(name === 'refund' ? [name, number, itemId] : [name, number]);
    const known = first.get(order) ?? eventId;
    first.set(order, known);
    return known === eventId;
  });
  return counted.length === recorded.length ? recorded : counted;
}

/** Replaces each refund of a whole order with refunds of its items, as far as the order is known. */
function withWholeRefunds(interactions: readonly Interaction[]): readonly Interaction[] {
  if (!interactions.some(({ itemId }) => itemId === WHOLE.item_id)) return interactions;
  const orders = new Map<string, Interaction[]>();
  for (const one of interactions) {
    if (one.name !== 'purchase' || one.transactionId === undefined) continue;
    const order = bareOrder(one.transactionId);
    orders.set(order, [...(orders.get(order) ?? []), one]);
  }
  return interactions.flatMap((one) => {
    if (one.itemId !== WHOLE.item_id) return [one];
    const bought = orders.get(bareOrder(one.transactionId ?? '')) ?? [];
    return bought.map(({ itemId, amount }) => ({ ...one, itemId, amount }));
  });
}

/** The bought and hidden items after all interactions. */
function replay(interactions: readonly Interaction[]): Pick<Profile, 'bought' | 'hidden'> {
  const bought = new Set<string>();
  const hidden = new Set<string>();
  for (const { itemId, name, kind } of interactions) {
    if (name === 'purchase' || kind === 'own') bought.add(itemId);
    if (name === 'refund') bought.delete(itemId);
    if (name === 'dismiss' || kind === 'hide') hidden.add(itemId);
    if (kind === 'more') hidden.delete(itemId);
  }
  return { bought, hidden };
}

interface Placed {
  readonly time: number;
  readonly eventId: string;
}

/** Merges two lists in order of (time, event id); usually the second follows the first. */
function merge<Entry extends Placed>(known: readonly Entry[], added: readonly Entry[]): readonly Entry[] {
  // A stable sort keeps the items of one event in their places.
  const sorted = [...added].sort(compare);
  const last = known.at(-1);
  const first = sorted[0];
  if (first === undefined) return known;
  if (last === undefined || compare(last, first) < 0) return [...known, ...sorted];
  return [...known, ...sorted].sort(compare);
}

function compare(a: Placed, b: Placed): number {
  return a.time - b.time || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);
}
