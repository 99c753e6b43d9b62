import { withDeadline } from '../core/deadline.js';
import type { OnshelfError } from '../core/onshelf-error.js';
import type { StoragePlace } from '../types/storage.js';
import { classifyError } from './classify-error.js';
import { type ClosedBecause, type Database, openDatabase } from './database.js';
import type { Notebook } from './notebook.js';
import { deletePlace, storagePlaces } from './storage-place.js';

/** Opens a shop's database, wherever that still works. */
export interface RecoveryLadder {
  open(onClosed: (why: ClosedBecause) => void, onLate: (database: Database) => void): Promise<Database>;
  /** Where it opened last, or null. */
  readonly place: StoragePlace | null;
  /** The rung: 0 all is well, 2 opened at a second try, 5 in another place, 6 nowhere. */
  readonly rung: number;
}

/** Milliseconds before each further try to open what did not: backing stores come back. Per page, all together. */
const PAUSES = [100, 500, 2000];
const DELETE_DEADLINE = 3000;
const DAY = 86_400_000;

/**
 * Makes the ladder of a page. A database that does not open is tried again, then the next place is used instead, and the
 * broken one deleted, so that it is whole again another day. Where no place opens, all are deleted and tried once more, at
 * most once a day. A database that is only slow, blocked or full is never deleted.
 *
 * @param name the shop's name
 * @param notebook remembers where the log lies
 * @param now milliseconds since 1970
 */
export function createRecoveryLadder(name: string, notebook: Notebook, now: () => number): RecoveryLadder {
  let place: StoragePlace | null = null;
  let rung = 0;
  let tries = 0;

  const openAt = async (
    at: StoragePlace,
    ...callbacks: [(why: ClosedBecause) => void, (database: Database) => void]
  ): Promise<Database> => {
    for (;;) {
      try {
        return await openDatabase(at, ...callbacks);
      } catch (error) {
        if (!isBroken(error) || tries >= PAUSES.length) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSES[tries++]));
        rung = 2;
      }
    }
  };

  const clear = (at: StoragePlace): Promise<void> => withDeadline(deletePlace(at), DELETE_DEADLINE).catch(() => {});

  const open: RecoveryLadder['open'] = async (...callbacks) => {
    const places = storagePlaces(name);
    const day = Math.floor(now() / DAY);
    const notes = notebook.read();
    // A day later the first place gets another chance; what was written elsewhere is gathered in then.
    const first = notes?.day === day ? Math.min(notes.place ?? 0, places.length - 1) : 0;
    rung = 0;
    place = null;
    let failure: unknown;
    const settle = (index: number, database: Database): Database => {
      place = places[index];
      if (index > 0) rung = 5;
      // Gone back to a place that was left: the witness was another log's.
      const left = index < (notes?.place ?? 0) ? { log: undefined, events: undefined } : {};
      if (index > 0 || notes !== null) notebook.write({ place: index, day, ...left });
      return database;
    };
    for (let index = first; index < places.length; index++) {
      try {
        const database = await openAt(places[index], ...callbacks);
        for (const broken of places.slice(first, index)) void clear(broken);
        return settle(index, database);
      } catch (error) {
        failure = error;
        // The late one, if it comes, lies here.
        place = places[index];
        if (!isBroken(error)) break;
      }
    }
    if (isBroken(failure) && notes !== null && notes.cleared !== day) {
      notebook.write({ cleared: day });
      for (const [index, at] of places.entries()) {
        await clear(at);
        try {
          return settle(index, await openDatabase(at, ...callbacks));
        } catch {}
      }
    }
    rung = 6;
    throw failure;
  };

  return {
    open,
    get place() {
      return place;
    },
    get rung() {
      return rung;
    },
  };
}

/** Does its backing store not open? Slow, blocked, refused, full and newer ones are not broken. */
function isBroken(error: unknown): boolean {
  const cause = (error as OnshelfError).cause as DOMException | undefined;
  return cause?.name === 'UnknownError' && classifyError(cause) === 'fatal';
}
