import { emptyProfile, foldEvents } from '../profile/fold-events.js';
import type { ShelfEvent } from '../types/event.js';
import type { Profile } from '../types/profile.js';
import { TRAINED_EVENTS } from './event-names.js';
import type { Interactions } from './interactions.js';

/** A shopper as a browser would know them, and the item they went on to. */
export interface TestShopper {
  /** User number. */
  readonly user: number;
  readonly profile: Profile;
  /** Time of the last event of the history. */
  readonly now: number;
  /** Row of the item to be found: the next one they touched. */
  readonly target: number;
  /** Does the target stand in the history? Then no list holds it, since the history is masked. */
  readonly unreachable: boolean;
}

/**
 * Plays a user's first events in as a browser's events, through the very fold that ships.
 *
 * @param interactions whose
 * @param user user number
 * @param length events of the history, from the first; the item of the one after them is the target
 * @param itemIds by row
 */
export function testShopper(interactions: Interactions, user: number, length: number, itemIds: readonly string[]): TestShopper {
  const { offsets, itemRows, times, names, amounts } = interactions;
  const events: ShelfEvent[] = [];
  const start = offsets[user];
  for (let event = start; event < start + length; event++) {
    const name = TRAINED_EVENTS[names[event]];
    const item = { item_id: itemIds[itemRows[event]] };
    events.push({
      // Ids decide the order among events of the same time: here, the log's.
      id: String(event - start).padStart(10, '0'),
      name,
      time: times[event],
      items: [name === 'purchase' ? { ...item, quantity: amounts[event] } : item],
      ...(name === 'rate' || name === 'dwell' ? { value: amounts[event] } : {}),
    });
  }
  const now = length > 0 ? times[start + length - 1] : times[start];
  return {
    user,
    profile: foldEvents(emptyProfile(), events),
    now,
    target: itemRows[start + length],
    unreachable: returnsToItem(interactions, user, length),
  };
}

/** Does the event after a user's first `length` events name an item that one of them names? */
export function returnsToItem({ offsets, itemRows }: Interactions, user: number, length: number): boolean {
  const start = offsets[user];
  return itemRows.subarray(start, start + length).includes(itemRows[start + length]);
}
