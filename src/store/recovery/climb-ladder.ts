import type { OnshelfError } from '../../core/onshelf-error.js';
import { withDeadline } from '../../core/time/deadline.js';
import type { StoragePlace } from '../../types/storage.js';
import type { ShelfDatabase } from '../database/database.js';
import { classifyError } from '../place/classify-error.js';
import type { LocalNotes } from '../place/local-notes.js';
import { vacatePlace } from '../place/vacate-place.js';

/** Milliseconds before each retry: a backing store may recover. */
const PAUSES = [100, 500, 2000];
const DELETE_TIMEOUT_MS = 3000;

/** Input of the climb. */
export interface Climb {
  readonly places: readonly StoragePlace[];
  /** The place that did not open. */
  readonly first: number;
  /** Today, in days since 1970. */
  readonly day: number;
  /** Local notes, with failures of earlier days. */
  readonly notes: LocalNotes;
  open(place: number): Promise<ShelfDatabase>;
}

/** The opened database, its place, and the rung. */
export interface Climbed {
  readonly database: ShelfDatabase;
  readonly place: number;
  readonly rung: 2 | 5;
}

/**
 * Recovers a database that did not open. Retries; then uses the next place, and deletes the broken one so that it works again another day. If no
 * place opens, deletes all and tries once more. Nothing is deleted on the first day: to a browser, a full disk looks like a broken one. Loaded
 * only when needed.
 *
 * @param climb see `Climb`
 * @param failure why the first place did not open
 * @throws OnshelfError `storage-failed` of the last place; `failure` itself if the place is not broken
 */
export async function climbLadder({ places, first, day, notes, open }: Climb, failure: unknown): Promise<Climbed> {
  if (!isBroken(failure)) throw failure;
  const noted = notes.read();
  /** Places before this one did not open on an earlier day, so they may be deleted. */
  const left = noted?.place ?? 0;
  /** Whether places may be deleted if none opens: not on the first such day, which is only noted, if events were stored with consent. */
  const mayClear = (noted?.cleared ?? day) < day;
  if (noted !== null) notes.write({ cleared: day });
  // Tabs that lose a place read here whether it was erased or moved.
  const note = (place: number): boolean => notes.write({ place, day });
  let last = failure;
  const attempt = async (place: number, rung: 2 | 5): Promise<Climbed | null> => {
    try {
      return { database: await open(place), place, rung };
    } catch (error) {
      last = error;
      return null;
    }
  };
  const clear = (place: number): Promise<void> => withDeadline(vacatePlace(places[place]), DELETE_TIMEOUT_MS).catch(() => {});

  for (const pause of PAUSES) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const climbed = await attempt(first, 2);
    if (climbed !== null) return climbed;
    if (!isBroken(last)) throw last;
  }
  for (let place = first + 1; place < places.length; place++) {
    const climbed = await attempt(place, 5);
    if (climbed === null) continue;
    note(place);
    for (let broken = first; broken < Math.min(place, left); broken++) void clear(broken);
    return climbed;
  }
  if (mayClear) {
    // None of them, until one opens.
    note(places.length);
    for (const place of places.keys()) {
      await clear(place);
      const climbed = await attempt(place, 5);
      if (climbed !== null) return climbed;
    }
    note(first);
  }
  throw last;
}

/** Whether the backing store does not open. Slow, blocked, refused, full and newer databases are not broken. */
function isBroken(error: unknown): boolean {
  const cause = (error as OnshelfError).cause as DOMException | undefined;
  return cause?.name === 'UnknownError' && classifyError(cause) === 'fatal';
}
