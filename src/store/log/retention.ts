import { lengthOf, MAX_CHARACTERS, MAX_EVENTS } from '../../core/events/held-events.js';
import { DAY_MS } from '../../core/time/day.js';
import type { EventName, ShelfEvent } from '../../types/event.js';
import type { Retention, RetentionRule } from '../../types/storage.js';

/** How long events are kept, and how many of each name. Beyond that they are removed, the oldest first. */
export const RETENTION: Retention = {
  // Thirteen months: a season returns once.
  all: { days: 400, events: MAX_EVENTS },
  // Impressions are many, and tell little.
  view_item_list: { days: 30, events: 500 },
  select_item: { days: 90, events: 1000 },
  search: { days: 180, events: 500 },
  view_search_results: { days: 90, events: 500 },
  dwell: { days: 90, events: 1000 },
  // Purchases are kept longer, so that they are not recommended again.
  purchase: { days: 800, events: 1000 },
  refund: { days: 800, events: 1000 },
  // Feedback is valid until the shopper withdraws it.
  feedback: { days: 800, events: 1000 },
  taste: { days: 800, events: 1000 },
};

/** The fields that decide how long an event is kept. */
type Aging = Pick<ShelfEvent, 'name' | 'time'>;

/** Milliseconds for which an event is kept, by its name. */
export function lifetimeOf({ name }: Pick<Aging, 'name'>): number {
  return ruleOf(name).days * DAY_MS;
}

/**
 * The expired events of a log.
 *
 * @param events in order of sequence
 * @param now milliseconds since 1970
 * @param byAge whether ages count; false after the clock jumped
 */
export function expiredEvents<Event extends Aging>(events: readonly Event[], now: number, byAge: boolean): Event[] {
  const counts = new Map<EventName, number>();
  let [kept, characters] = [0, 0];
  return events.toReversed().filter((event) => {
    const count = (counts.get(event.name) ?? 0) + 1;
    const length = lengthOf(event);
    const tooMany = count > ruleOf(event.name).events || kept >= MAX_EVENTS || characters + length > MAX_CHARACTERS;
    if (tooMany || (byAge && event.time < now - lifetimeOf(event))) return true;
    counts.set(event.name, count);
    characters += length;
    kept++;
    return false;
  });
}

/** The rule of a name; names of later versions have none of their own. */
function ruleOf(name: EventName): RetentionRule {
  return (Object.hasOwn(RETENTION, name) && RETENTION[name]) || RETENTION.all;
}
