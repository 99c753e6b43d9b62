import { DAY_MS } from '../../core/time/day.js';
import type { StoragePlace } from '../../types/storage.js';
import { type OnClosed, openShelfDatabase, type ShelfDatabase } from '../database/database.js';
import type { LocalNotes } from '../place/local-notes.js';
import { storagePlaces } from '../place/storage-place.js';
import { climbLadder } from './climb-ladder.js';

/** Opens a shop's database, wherever that still works. */
export interface RecoveryLadder {
  open(onClosed: OnClosed, onLate: (database: ShelfDatabase) => void): Promise<ShelfDatabase>;
  /** Where it opened last, or was last tried; the first place before that. */
  readonly place: StoragePlace;
  /** Its number among the shop's places. */
  readonly index: number;
  /** The rung: 0 all is well, 2 opened at a second try, 5 in another place, 6 nowhere. */
  readonly rung: number;
}

/**
 * Makes the ladder of a page. What it does when the first place does not open stands in `climb-ladder`.
 *
 * @param name the shop's name
 * @param notebook remembers where the log lies
 * @param now milliseconds since 1970
 */
export function createRecoveryLadder(name: string, notebook: LocalNotes, now: () => number): RecoveryLadder {
  const places = storagePlaces(name);
  let [index, rung] = [0, 0];

  const open: RecoveryLadder['open'] = async (onClosed, onLate) => {
    const day = Math.floor(now() / DAY_MS);
    const notes = notebook.read();
    const noted = notes?.place ?? 0;
    const openAt = (place: number): Promise<ShelfDatabase> => openShelfDatabase(places[place], onClosed, onLate);
    // A day later the first place gets another chance; what was written elsewhere is gathered in then.
    index = notes?.day === day ? Math.min(noted, places.length - 1) : 0;
    rung = 0;
    let database: ShelfDatabase;
    try {
      database = await openAt(index);
    } catch (error) {
      rung = 6;
      const climbed = await climbLadder({ places, first: index, day, notebook, open: openAt }, error);
      ({ place: index, rung, database } = climbed);
    }
    if (index > 0) rung = 5;
    // Gone back to a place that was left: the witness was another log's.
    const left = index < noted && { log: undefined, events: undefined };
    if (index !== noted || notes?.day !== day) notebook.write({ place: index, day, ...left });
    return database;
  };

  return {
    open,
    get place() {
      return places[index];
    },
    get index() {
      return index;
    },
    get rung() {
      return rung;
    },
  };
}
