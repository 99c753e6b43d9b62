import { bareOrder } from '../core/events/same-name.js';
import { toJson } from '../core/text/to-json.js';
import type { EventItem, ShelfEvent } from '../types/event.js';
import type { Interaction, Profile, Search } from '../types/profile.js';
import type { RecordedWish } from '../types/results/taste-wish.js';
import { settleInteractions, WHOLE_ORDER } from './settle-interactions.js';

/** The profile of an unknown shopper. */
export function emptyProfile(): Profile {
  return restoreProfile({ recorded: [], searches: [], wishes: [] });
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
  const wishes = merge(profile.wishes, events.flatMap(wishesOf));
  return restoreProfile({ recorded, searches, wishes });
}

/** Restores a profile from its stored parts. */
export function restoreProfile({ recorded, searches, wishes }: Pick<Profile, 'recorded' | 'searches' | 'wishes'>): Profile {
  return { recorded, ...settleInteractions(withoutRepeatedOrders(recorded)), searches, wishes };
}

function interactionsOf(event: ShelfEvent): Interaction[] {
  const isWhole = event.name === 'refund' && event.items.length === 0 && event.transaction_id !== undefined;
  const items: readonly EventItem[] = isWhole ? [{ item_id: WHOLE_ORDER }] : event.items;
  // Without a quantity, all pieces are taken back.
  const pieces = event.name === 'refund' || event.name === 'remove_from_cart' ? 0 : 1;
  return items.map((item) => ({
    itemId: item.item_id,
    name: event.name,
    time: event.time,
    eventId: event.id,
    // "less" is the only kind that counts against an item.
    amount: event.kind === 'less' ? -1 : (event.value ?? item.quantity ?? pieces),
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

function wishesOf({ taste_kind: kind, taste_name: name, wish, time, id: eventId }: ShelfEvent): RecordedWish[] {
  return kind && name && wish ? [{ kind, name, wish, time, eventId }] : [];
}

/** Drops repeated orders: a confirmation page that is reloaded reports its order again. */
function withoutRepeatedOrders(recorded: readonly Interaction[]): readonly Interaction[] {
  const first = new Map<string, string>();
  const counted = recorded.filter(({ name, transactionId, itemId, eventId, amount }) => {
    if (transactionId === undefined) return true;
    // An order is bought once, but may be refunded item by item.
    const number = bareOrder(transactionId);
    const order = toJson(name === 'refund' ? [name, number, itemId, amount] : [name, number]);
    const known = first.get(order) ?? eventId;
    first.set(order, known);
    return known === eventId;
  });
  return counted.length === recorded.length ? recorded : counted;
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
