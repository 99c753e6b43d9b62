import { DAY_MS } from '../../core/time/day.js';
import type { OpenStore } from './open-store.js';
import { readEventLog } from './read-event-log.js';
import { removeRecords } from './remove-events.js';
import { expiredEvents, RETENTION } from './retention.js';

/** A clock that moved further than this between two visits, or back, is not believed before it has stayed there for a day. */
const BELIEVED_JUMP_MS = 90 * DAY_MS;

/**
 * Puts the log in order: takes out what was kept long enough, and what is no event. Does nothing where that was done within a day and the log is
 * not too long.
 *
 * @param store open
 * @param now milliseconds since 1970
 * @param go asked before every step that writes; false stops
 * @returns events taken out
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
  // The first time there is nothing to hold the clock against.
  const expired = expiredEvents(inOrder, now, elapsed > 0 && elapsed <= BELIEVED_JUMP_MS);
  if (!go()) return 0;
  const removed = await removeRecords(
    store.database,
    expired.map((event) => event.sequence),
    'removed',
  );
  if (elapsed === 0 || Math.abs(elapsed) > DAY_MS) await store.database.put('meta', now, 'maintained');
  return removed;
}
