import { toJson } from '../../core/text/to-json.js';
import type { Connection } from '../../store/connection.js';
import { readEventLog } from '../../store/log/read-event-log.js';
import { expiredEvents } from '../../store/log/retention.js';
import type { ShelfEvent } from '../../types/event.js';

/** Events from elsewhere that may be added. */
interface Fitting {
  /** New events for which there is room, in the given order. */
  readonly events: readonly ShelfEvent[];
  /** Number of new events without room. */
  readonly refused: number;
  /** Number of events that are there already, with other content: those there stay. */
  readonly differing: number;
}

/**
 * Selects the events from elsewhere that fit within the log's maximum number and length: events in the log stay, and of the
 * new ones the latest are selected. So the next tidying of the log removes none of them. Loaded on demand.
 *
 * @param given events from elsewhere
 * @param held events that are in memory
 * @param log connection to read the log; null if it may not be read
 * @throws OnshelfError `storage-failed` if the log could not be read
 */
export async function fitEvents(
  given: readonly ShelfEvent[],
  held: readonly ShelfEvent[],
  log: Pick<Connection, 'run'> | null,
): Promise<Fitting> {
  const read = await log?.run((store) => readEventLog(store, 0));
  const there = [...(read?.events ?? []), ...(read?.later ?? []), ...held];
  const known = new Map(there.map((event) => [event.id, event]));
  const added = new Map(given.filter(({ id }) => !known.has(id)).map((event) => [event.id, event]));
  // The events placed last find the least room: the earliest of the new ones.
  const latestLast = [...added.values()].sort((a, b) => a.time - b.time);
  const refused = expiredEvents<ShelfEvent>([...latestLast, ...there], 0, false);
  for (const { id } of refused) added.delete(id);
  const differing = given.filter((event) => contentOf(known.get(event.id) ?? event) !== contentOf(event)).length;
  return { events: [...added.values()], refused: latestLast.length - added.size, differing };
}

/** What an event says, whatever the order of its fields, and without its number in the log. */
function contentOf({ sequence: _, ...event }: ShelfEvent & { readonly sequence?: number }): string {
  return toJson(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)));
}
