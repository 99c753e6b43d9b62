import type { Connection } from '../../store/connection.js';
import { readEventLog } from '../../store/log/read-event-log.js';
import { expiredEvents } from '../../store/log/retention.js';
import type { ShelfEvent } from '../../types/event.js';

/** What of events from elsewhere may be taken in. */
interface Fitting {
  /** New, and there is room for them. In the order in which they were given. */
  readonly events: readonly ShelfEvent[];
  /** How many are new, and find no room. */
  readonly refused: number;
}

/**
 * Finds room for events from elsewhere, by the numbers and the length that the log is held to: what is there already stays, and of what
 * comes, the latest are taken in. So nothing of it is taken out again when the log is next put in order. Loaded when events come.
 *
 * @param given events from elsewhere
 * @param held events that are in memory
 * @param log over which the log is read; null where none may be
 * @throws OnshelfError `storage-failed` where the log could not be read
 */
export async function fitEvents(
  given: readonly ShelfEvent[],
  held: readonly ShelfEvent[],
  log: Pick<Connection, 'run'> | null,
): Promise<Fitting> {
  const read = await log?.run((store) => readEventLog(store, 0));
  const there = [...(read?.events ?? []), ...(read?.later ?? []), ...held];
  const known = new Set(there.map(({ id }) => id));
  const added = new Map(given.filter(({ id }) => !known.has(id)).map((event) => [event.id, event]));
  // What is looked at last finds the least room: the earliest of those that come.
  const latestLast = [...added.values()].sort((a, b) => a.time - b.time);
  const refused = expiredEvents<ShelfEvent>([...latestLast, ...there], 0, false);
  for (const { id } of refused) added.delete(id);
  return { events: [...added.values()], refused: latestLast.length - added.size };
}
