import { emptyProfile, foldEvents } from '../../profile/fold-events.js';
import type { ShelfEvent } from '../../types/event.js';
import type { Profile } from '../../types/profile.js';
import type { Exclude } from '../../types/request.js';
import { TRAINED_EVENTS } from '../log/events/event-rules.js';
import type { Interactions } from '../log/interactions.js';

/** Events of a case have no times: they are set a second apart, which is negligible for a decay over days. */
const SECOND = 1000;

/** A shopper's profile as a browser would have it, and the items they interacted with next. */
export interface TestShopper {
  /** User number. */
  readonly user: number;
  readonly profile: Profile;
  /** Time of the list, milliseconds since 1970: that of the last event of the history, unless the protocol sets another. */
  readonly now: number;
  /** Row of the next item, on which settings are tuned; -1 where it is not in the catalogue. */
  readonly target: number;
  /** Rows of all target items, distinct, `target` first; -1 for an item that is not in the catalogue. */
  readonly targets: readonly number[];
  /** The part of the history that lists exclude. */
  readonly exclude: Exclude;
  /** Whether all targets are in a history that lists exclude: then no list contains one. */
  readonly unreachable: boolean;
}

/** Options of a test shopper. */
export interface TestShopperOptions {
  /** The part of the history that lists exclude. Default `seen`. */
  readonly exclude?: Exclude;
  /** Whether all later items are targets, or only the next. Default `next`. */
  readonly targets?: 'next' | 'all';
  /** Index of the first of the user's events that is no target. Default: none. */
  readonly end?: number;
  /** Time of the list, milliseconds since 1970. Default: that of the last event of the history. */
  readonly now?: number;
}

/**
 * Replays a user's first events as a browser's events, through the fold that ships.
 *
 * @param interactions all of them
 * @param user user number
 * @param length events of the history, from the first; the events after them have the targets
 * @param itemIds by row
 * @param options if not the defaults
 */
export function testShopper(
  interactions: Interactions,
  user: number,
  length: number,
  itemIds: readonly string[],
  { exclude = 'seen', targets: asked = 'next', end = Number.POSITIVE_INFINITY, now: moment }: TestShopperOptions = {},
): TestShopper {
  const { offsets, itemRows, times, names, amounts } = interactions;
  const events: ShelfEvent[] = [];
  const start = offsets[user];
  for (let event = start; event < start + length; event++) {
    const name = TRAINED_EVENTS[names[event]];
    const item = { item_id: itemIds[itemRows[event]] };
    events.push({
      // Events of equal time are ordered by id: here in the order of the log.
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
 * A test shopper of a case, which has the order of the items and no times.
 *
 * @param user number of the case
 * @param itemIds of the history, oldest first; items that are not in the catalogue have no effect, as in a browser
 * @param next id and row of the next item; row -1 where it is not in the catalogue
 * @param exclude the part of the history that lists exclude
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

/** Whether the event after a user's first `length` events has an item of one of them. */
export function returnsToItem({ offsets, itemRows }: Interactions, user: number, length: number): boolean {
  const start = offsets[user];
  return itemRows.subarray(start, start + length).includes(itemRows[start + length]);
}
