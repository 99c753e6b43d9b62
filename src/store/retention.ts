import type { EventName, LoggedEvent } from '../types/event.js';
import type { Retention } from '../types/storage.js';

/** How long events are kept. What is older than a rule allows, or beyond its number, goes, oldest first. */
export const RETENTION: Retention = {
  // Thirteen months: a season comes round once.
  all: { days: 400, events: 5000 },
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

const DAY = 86_400_000;
/** Characters of all events together, as JSON: some megabytes are a lifetime of shopping. */
const MOST_CHARACTERS = 8_000_000;

/**
 * Which events of a log have been kept long enough.
 *
 * @param events in order of sequence
 * @param now milliseconds since 1970
 * @param byAge look at ages at all; false after the clock jumped
 */
export function expiredEvents(events: readonly LoggedEvent[], now: number, byAge: boolean): LoggedEvent[] {
  const counts = new Map<EventName, number>();
  let [kept, characters] = [0, 0];
  return events.toReversed().filter((event) => {
    const { days, events: most } = RETENTION[event.name] ?? RETENTION.all;
    const count = (counts.get(event.name) ?? 0) + 1;
    characters += JSON.stringify(event).length;
    const tooMany = count > most || kept >= RETENTION.all.events || characters > MOST_CHARACTERS;
    const expired = tooMany || (byAge && event.time < now - days * DAY);
    if (!expired) {
      counts.set(event.name, count);
      kept++;
    }
    return expired;
  });
}
