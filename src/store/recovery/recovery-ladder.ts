import { DAY_MS } from '../../core/time/day.js';
import type { StoragePlace } from '../../types/storage.js';
import { type OnClosed, openShelfDatabase, type ShelfDatabase } from '../database/database.js';
import type { LocalNotes } from '../place/local-notes.js';
import { storagePlaces } from '../place/storage-place.js';
import { climbLadder } from './climb-ladder.js';

/** Opens a shop's database in the first place that works. */
export interface RecoveryLadder {
  open(onClosed: OnClosed, onLate: (database: ShelfDatabase) => void): Promise<ShelfDatabase>;
  /** Place where it opened, or was tried, last; at first, the first place. */
  readonly place: StoragePlace;
  /** Number of that place. */
  readonly index: number;
  /** The rung: 0 normal, 2 opened at the second try, 5 in another place, 6 in no place. */
  readonly rung: number;
}

/**
 * Creates the recovery ladder of a page. For a place that does not open see `climb-ladder`.
 *
 * @param name the shop's name
 * @param localNotes with the log's place
 * @param now milliseconds since 1970
 */
export function createRecoveryLadder(name: string, localNotes: LocalNotes, now: () => number): RecoveryLadder {
  const places = storagePlaces(name);
  let [index, rung] = [0, 0];

  const open: RecoveryLadder['open'] = async (onClosed, onLate) => {
    const day = Math.floor(now() / DAY_MS);
    const notes = localNotes.read();
    const noted = notes?.place ?? 0;
    const openAt = (place: number): Promise<ShelfDatabase> => openShelfDatabase(places[place], onClosed, onLate);
    // The next day the first place is tried again; events in other places are then merged into it.
    index = notes?.day === day ? Math.min(noted, places.length - 1) : 0;
    rung = 0;
    let database: ShelfDatabase;
    try {
      database = await openAt(index);
    } catch (error) {
      rung = 6;
      const climbed = await climbLadder({ places, first: index, day, notes: localNotes, open: openAt }, error);
      ({ place: index, rung, database } = climbed);
    }
    if (index > 0) rung = 5;
    // Back in an earlier place: the recorded length was another log's.
    const left = index < noted && { log: undefined, events: undefined };
    if (index !== noted || notes?.day !== day) localNotes.write({ place: index, day, ...left });
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
