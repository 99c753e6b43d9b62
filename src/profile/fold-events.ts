import type { ShelfEvent } from '../types/event.js';
import type { Interaction, Profile } from '../types/profile.js';

/** Searches remembered, latest last. */
const SEARCHES_KEPT = 50;

/** Events that say the shopper has the item. */
const OWNING = new Set(['purchase']);

/** The profile of a shopper of whom nothing is known. */
export function emptyProfile(): Profile {
  return { interactions: [], bought: new Set(), hidden: new Set(), searches: [], transactions: new Set() };
}

/**
 * Folds events into a profile. Folding all at once or in any number of steps gives the same profile, and so does any
 * order of events within a step: interactions stand in order of (time, event id, place in the event).
 *
 * @param profile what was known before; not changed
 * @param events what happened since
 */
export function foldEvents(profile: Profile, events: readonly ShelfEvent[]): Profile {
  if (events.length === 0) return profile;
  const added: Interaction[] = [];
  const bought = new Set(profile.bought);
  const hidden = new Set(profile.hidden);
  const transactions = new Set(profile.transactions);
  const searches = [...profile.searches];
  for (const event of [...events].sort(byTime)) {
    if (event.search_term !== undefined) searches.push(event.search_term);
    if (event.transaction_id !== undefined) {
      const order = `${event.name}:${event.transaction_id}`;
      if (transactions.has(order)) continue;
      transactions.add(order);
    }
    for (const item of event.items) {
      if (OWNING.has(event.name) || (event.name === 'feedback' && event.kind === 'own')) bought.add(item.item_id);
      if (event.name === 'refund') bought.delete(item.item_id);
      if (event.name === 'dismiss' || (event.name === 'feedback' && event.kind === 'hide')) hidden.add(item.item_id);
      if (event.name === 'feedback' && event.kind === 'more') hidden.delete(item.item_id);
      added.push(interaction(event, item.item_id, item.quantity));
    }
  }
  return { interactions: merge(profile.interactions, added), bought, hidden, searches: searches.slice(-SEARCHES_KEPT), transactions };
}

function interaction(event: ShelfEvent, itemId: string, quantity: number | undefined): Interaction {
  // "Less like this" is the one kind that counts against an item.
  const amount = event.name === 'feedback' && event.kind === 'less' ? -1 : (event.value ?? quantity ?? 1);
  return { itemId, name: event.name, time: event.time, eventId: event.id, amount };
}

/** Merges two lists in order; usually the second only continues the first. */
function merge(known: readonly Interaction[], added: readonly Interaction[]): readonly Interaction[] {
  const last = known.at(-1);
  const first = added[0];
  if (first === undefined) return known;
  if (last === undefined || before(last, first)) return [...known, ...added];
  // A stable sort keeps the items of one event in their places.
  return [...known, ...added].sort((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
}

function before(a: Interaction, b: Interaction): boolean {
  return a.time < b.time || (a.time === b.time && a.eventId < b.eventId);
}

function byTime(a: ShelfEvent, b: ShelfEvent): number {
  return a.time - b.time || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
