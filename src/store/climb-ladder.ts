import { withDeadline } from '../core/deadline.js';
import type { StoragePlace } from '../types/storage.js';
import type { Database } from './database.js';
import { vacatePlace } from './storage-place.js';

/** Milliseconds before each further try to open what did not: backing stores come back. */
const PAUSES = [100, 500, 2000];
const DELETE_DEADLINE = 3000;

/** What the climb works with. */
export interface Climb {
  readonly places: readonly StoragePlace[];
  /** The place that did not open. */
  readonly first: number;
  /** Places before this one did not open on an earlier day either: they may be deleted. */
  readonly left: number;
  /** May places be deleted where none opens? Only where none did on an earlier day either. */
  readonly mayClear: boolean;
  open(place: StoragePlace): Promise<Database>;
  /** Does the backing store itself not open, rather than being slow, blocked, refused or full? */
  isBroken(error: unknown): boolean;
  /** Notes where the log is from now on. Tabs that lose a place look there whether it was erased or moved. */
  note(place: number): void;
}

/** Where it opened, and on which rung. */
export interface Climbed {
  readonly database: Database;
  readonly place: number;
  readonly rung: 2 | 5;
}

/**
 * Opens a database that did not open. It is tried again, then the next place is used instead and the broken one deleted, so
 * that it is whole again another day. Where no place opens, all are deleted and tried once more. Nothing is deleted on the
 * first day: a disk that is full looks the same to a browser as one that is broken. Loaded only when there is something to
 * mend.
 *
 * @param climb see `Climb`
 * @throws OnshelfError `storage-failed`, the last place's
 */
export async function climbLadder({ places, first, left, mayClear, open, isBroken, note }: Climb): Promise<Climbed> {
  let failure: unknown;
  const attempt = async (place: number, rung: 2 | 5): Promise<Climbed | null> => {
    try {
      return { database: await open(places[place]), place, rung };
    } catch (error) {
      failure = error;
      return null;
    }
  };
  const clear = (place: number): Promise<void> => withDeadline(vacatePlace(places[place]), DELETE_DEADLINE).catch(() => {});

  for (const pause of PAUSES) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const climbed = await attempt(first, 2);
    if (climbed !== null) return climbed;
    if (!isBroken(failure)) throw failure;
  }
  for (let place = first + 1; place < places.length; place++) {
    const climbed = await attempt(place, 5);
    if (climbed === null) continue;
    note(place);
    for (let broken = first; broken < Math.min(place, left); broken++) void clear(broken);
    return climbed;
  }
  if (mayClear) {
    // In none of them, until one opens.
    note(places.length);
    for (const place of places.keys()) {
      await clear(place);
      const climbed = await attempt(place, 5);
      if (climbed !== null) return climbed;
    }
    note(first);
  }
  throw failure;
}
