import type { OnshelfError } from '../core/onshelf-error.js';
import type { StoragePlace } from '../types/storage.js';
import { classifyError } from './classify-error.js';
import { type Database, type OnClosed, openDatabase } from './database.js';
import type { Notebook } from './notebook.js';
import { storagePlaces } from './storage-place.js';

/** Opens a shop's database, wherever that still works. */
export interface RecoveryLadder {
  open(onClosed: OnClosed, onLate: (database: Database) => void): Promise<Database>;
  /** Where it opened last, or was last tried; null before. */
  readonly place: StoragePlace | null;
  /** Its number among the shop's places. */
  readonly index: number;
  /** The rung: 0 all is well, 2 opened at a second try, 5 in another place, 6 nowhere. */
  readonly rung: number;
}

const DAY = 86_400_000;

/**
 * Makes the ladder of a page. What it does when the first place does not open stands in `climb-ladder`.
 *
 * @param name the shop's name
 * @param notebook remembers where the log lies
 * @param now milliseconds since 1970
 */
export function createRecoveryLadder(name: string, notebook: Notebook, now: () => number): RecoveryLadder {
  let place: StoragePlace | null = null;
  let index = 0;
  let rung = 0;

  const open: RecoveryLadder['open'] = async (onClosed, onLate) => {
    const places = storagePlaces(name);
    const day = Math.floor(now() / DAY);
    const notes = notebook.read();
    // A day later the first place gets another chance; what was written elsewhere is gathered in then.
    const noted = notes?.place ?? 0;
    const first = notes?.day === day ? Math.min(noted, places.length - 1) : 0;
    const note = (at: number): void => notebook.write({ place: at, day });
    const openAt = (at: StoragePlace): Promise<Database> => openDatabase(at, onClosed, onLate);
    const use = (at: number): void => {
      index = at;
      place = places[at];
    };
    const settle = (at: number, database: Database): Database => {
      use(at);
      rung = at > 0 ? 5 : rung;
      if (at !== noted || notes?.day !== day) note(at);
      // Gone back to a place that was left: the witness was another log's.
      if (at < noted) notebook.write({ log: undefined, events: undefined });
      return database;
    };
    use(first);
    try {
      rung = 0;
      return settle(first, await openAt(places[first]));
    } catch (error) {
      rung = 6;
      if (!isBroken(error)) throw error;
      const { climbLadder } = await import('./climb-ladder.js');
      // The first day on which nothing opens is only noted, where something was stored with consent.
      const mayClear = (notes?.cleared ?? day) < day;
      if (notes !== null) notebook.write({ cleared: day });
      const climbed = await climbLadder({ places, first, left: noted, mayClear, open: openAt, isBroken, note });
      rung = climbed.rung;
      return settle(climbed.place, climbed.database);
    }
  };

  return {
    open,
    get place() {
      return place;
    },
    get index() {
      return index;
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
