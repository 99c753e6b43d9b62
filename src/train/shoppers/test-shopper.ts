import { emptyProfile, foldEvents } from '../../profile/fold-events.js';
import type { ShelfEvent } from '../../types/event.js';
import type { Profile } from '../../types/profile.js';
import type { Exclude } from '../../types/request.js';
import { TRAINED_EVENTS } from '../log/event-names.js';
import type { Interactions } from '../log/interactions.js';

/** Steps of a case have no clock: a second lies between them, next to no time for what fades by days. */
const SECOND = 1000;

/** A shopper as a browser would know them, and what they went on to. */
export interface TestShopper {
  /** User number. */
  readonly user: number;
  readonly profile: Profile;
  /** The moment the list is asked for: that of the last event of the history, unless the protocol names another. */
  readonly now: number;
  /** Row of the next item they touched, on which settings are tuned; -1 where the catalogue does not hold it. */
  readonly target: number;
  /** Rows of all items to be found, distinct, `target` first; -1 for one that the catalogue does not hold. */
  readonly targets: readonly number[];
  /** What of the history the lists leave out. */
  readonly exclude: Exclude;
  /** Do all targets stand in a history that lists leave out? Then no list holds any. */
  readonly unreachable: boolean;
}

/** What is asked of a shopper, where it is not the usual. */
export interface Aim {
  /** What of the history the lists leave out. Default `seen`. */
  readonly exclude?: Exclude;
  /** Are all later items to be found, or only the next? Default `next`. */
  readonly targets?: 'next' | 'all';
  /** Events of the user from here on are no targets; by place among the user's events. Default: all may be. */
  readonly end?: number;
  /** The moment the list is asked for, milliseconds since 1970. Default: that of the last event of the history. */
  readonly now?: number;
}

/**
 * Plays a user's first events in as a browser's events, through the very fold that ships.
 *
 * @param interactions whose
 * @param user user number
 * @param length events of the history, from the first; what comes after them is to be found
 * @param itemIds by row
 * @param aim what is asked
 */
export function testShopper(
  interactions: Interactions,
  user: number,
  length: number,
  itemIds: readonly string[],
  { exclude = 'seen', targets: asked = 'next', end = Number.POSITIVE_INFINITY, now: moment }: Aim = {},
): TestShopper {
  const { offsets, itemRows, times, names, amounts } = interactions;
  const events: ShelfEvent[] = [];
  const start = offsets[user];
  for (let event = start; event < start + length; event++) {
    const name = TRAINED_EVENTS[names[event]];
    const item = { item_id: itemIds[itemRows[event]] };
    events.push({
      // Ids decide the order among events of the same time: here, the log's.
      id: eventId(event - start),
      name,
      time: times[event],
      items: [name === 'purchase' ? { ...item, quantity: amounts[event] } : item],
      ...(name === 'rate' || name === 'dwell' ? { value: amounts[event] } : {}),
    });
  }
  const last = asked === 'next' ? start + length + 1 : Math.min(start + end, offsets[user + 1]);
  const targets = [...new Set(itemRows.subarray(start + length, last))];
  const history = itemRows.subarray(start, start + length);
  return {
    user,
    profile: foldEvents(emptyProfile(), events),
    now: moment ?? (length > 0 ? times[start + length - 1] : times[start]),
    target: targets[0],
    targets,
    exclude,
    unreachable: exclude === 'seen' && targets.every((target) => history.includes(target)),
  };
}

/**
 * A shopper of whom only the order of the items is known: a case.
 *
 * @param user number of the case
 * @param itemIds of the history, oldest first; those that the catalogue does not hold are of no use, as in a browser
 * @param next id and row of the next item; row -1 where the catalogue does not hold it
 * @param exclude what of the history the lists leave out
 */
export function caseShopper(
  user: number,
  itemIds: readonly string[],
  next: { readonly id: string; readonly row: number },
  exclude: Exclude,
): TestShopper {
  const events = itemIds.map(
    (item_id, place): ShelfEvent => ({ id: eventId(place), name: 'view_item', time: place * SECOND, items: [{ item_id }] }),
  );
  return {
    user,
    profile: foldEvents(emptyProfile(), events),
    now: Math.max(0, itemIds.length - 1) * SECOND,
    target: next.row,
    targets: [next.row],
    exclude,
    unreachable: exclude === 'seen' && itemIds.includes(next.id),
  };
}

function eventId(place: number): string {
  return String(place).padStart(10, '0');
}

/** Does the event after a user's first `length` events name an item that one of them names? */
export function returnsToItem({ offsets, itemRows }: Interactions, user: number, length: number): boolean {
  const start = offsets[user];
  return itemRows.subarray(start, start + length).includes(itemRows[start + length]);
}
