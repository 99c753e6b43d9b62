import { DAY_MS } from '../../core/time/day.js';
import type { OpenStore } from './open-store.js';
import { readEventLog } from './read-event-log.js';
import { removeRecords } from './remove-events.js';
import { expiredEvents, RETENTION } from './retention.js';

/** After a larger jump of the clock between two visits, or a jump back, ages are ignored until it has stayed there for a day. */
const MAX_CLOCK_JUMP_MS = 90 * DAY_MS;

/**
 * Removes expired and invalid events from the log. Does nothing if that was done within a day and the log is not too long.
 *
 * @param store open
 * @param now milliseconds since 1970
 * @param go called before every write; false stops
 * @returns number of events removed
 */
export async function maintainLog(store: OpenStore, now: number, go: () => boolean): Promise<number> {
  const maintained = ((await store.database.get('meta', 'maintained')) as number | undefined) ?? now;
  const elapsed = now - maintained;
  const tidy = elapsed > 0 && elapsed < DAY_MS && (await store.database.count('events')) <= RETENTION.all.events;
  if (tidy) return 0;
  const { events, later, damaged } = await readEventLog(store, 0);
  if (!go()) return 0;
  await removeRecords(store.database, damaged, 'lost');
  const inOrder = [...events, ...later].sort((a, b) => a.sequence - b.sequence);
  // The first time there is no earlier time to compare the clock with.
  const expired = expiredEvents(inOrder, now, elapsed > 0 && elapsed <= MAX_CLOCK_JUMP_MS);
  if (!go()) return 0;
  const removed = await removeRecords(
    store.database,
    expired.map((event) => event.sequence),
    'removed',
  );
  if (elapsed === 0 || Math.abs(elapsed) > DAY_MS) await store.database.put('meta', now, 'maintained');
  return removed;
}
