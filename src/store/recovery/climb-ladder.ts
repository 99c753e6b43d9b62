import type { OnshelfError } from '../../core/onshelf-error.js';
import { withDeadline } from '../../core/time/deadline.js';
import type { StoragePlace } from '../../types/storage.js';
import type { ShelfDatabase } from '../database/database.js';
import { classifyError } from '../place/classify-error.js';
import type { LocalNotes } from '../place/local-notes.js';
import { vacatePlace } from '../place/vacate-place.js';

/** Milliseconds before each further try to open what did not: backing stores come back. */
const PAUSES = [100, 500, 2000];
const DELETE_DEADLINE = 3000;

/** What the climb works with. */
export interface Climb {
  readonly places: readonly StoragePlace[];
  /** The place that did not open. */
  readonly first: number;
  /** Today, in days since 1970. */
  readonly day: number;
  /** Knows what did not open on an earlier day either. */
  readonly notebook: LocalNotes;
  open(place: number): Promise<ShelfDatabase>;
}

/** Where it opened, and on which rung. */
export interface Climbed {
  readonly database: ShelfDatabase;
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
 * @param failure why the first place did not open
 * @throws OnshelfError `storage-failed`, the last place's; the failure itself where the place is not broken
 */
export async function climbLadder({ places, first, day, notebook, open }: Climb, failure: unknown): Promise<Climbed> {
  if (!isBroken(failure)) throw failure;
  const notes = notebook.read();
  /** Places before this one did not open on an earlier day: they may be deleted. */
  const left = notes?.place ?? 0;
  /** May places be deleted where none opens? The first day on which that is so is only noted, where something was stored with consent. */
  const mayClear = (notes?.cleared ?? day) < day;
  if (notes !== null) notebook.write({ cleared: day });
  // Tabs that lose a place look there whether it was erased or moved.
  const note = (place: number): boolean => notebook.write({ place, day });
  let last = failure;
  const attempt = async (place: number, rung: 2 | 5): Promise<Climbed | null> => {
    try {
      return { database: await open(place), place, rung };
    } catch (error) {
      last = error;
      return null;
    }
  };
  const clear = (place: number): Promise<void> => withDeadline(vacatePlace(places[place]), DELETE_DEADLINE).catch(() => {});

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
    // In none of them, until one opens.
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

/** Does its backing store not open? Slow, blocked, refused, full and newer ones are not broken. */
function isBroken(error: unknown): boolean {
  const cause = (error as OnshelfError).cause as DOMException | undefined;
  return cause?.name === 'UnknownError' && classifyError(cause) === 'fatal';
}
