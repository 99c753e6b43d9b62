import { lengthOf, MAX_CHARACTERS, MAX_EVENTS } from '../../core/events/held-events.js';
import { DAY_MS } from '../../core/time/day.js';
import type { EventName, ShelfEvent } from '../../types/event.js';
import type { Retention, RetentionRule } from '../../types/storage.js';

/** How long events are kept. What is older than a rule allows, or beyond its number, goes, oldest first. */
export const RETENTION: Retention = {
  // Thirteen months: a season comes round once.
  all: { days: 400, events: MAX_EVENTS },
  // Lists that were only shown say little and are many.
  view_item_list: { days: 30, events: 500 },
  select_item: { days: 90, events: 1000 },
  search: { days: 180, events: 500 },
  view_search_results: { days: 90, events: 500 },
  dwell: { days: 90, events: 1000 },
  // What was bought stays known for longer: nobody wants their last tent recommended again.
  purchase: { days: 800, events: 1000 },
  refund: { days: 800, events: 1000 },
  // What a shopper said of an item holds until they take it back.
  feedback: { days: 800, events: 1000 },
};

/** What of an event says how long it is kept. */
type Aging = Pick<ShelfEvent, 'name' | 'time'>;

/** For how many milliseconds an event is kept, by its name. */
function lifetimeOf({ name }: Pick<Aging, 'name'>): number {
  return ruleOf(name).days * DAY_MS;
}

/**
 * Which events of a log have been kept long enough.
 *
 * @param events in order of sequence
 * @param now milliseconds since 1970
 * @param byAge look at ages at all; false after the clock jumped
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

/** Names of later versions have no rule of their own here. */
function ruleOf(name: EventName): RetentionRule {
  return (Object.hasOwn(RETENTION, name) && RETENTION[name]) || RETENTION.all;
}
