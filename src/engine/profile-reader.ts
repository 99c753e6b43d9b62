import { messageOf } from '../core/onshelf-error.js';
import { emptyProfile, foldEvents } from '../profile/fold-events.js';
import { type Database, openDatabase } from '../store/database.js';
import { readLog } from '../store/event-log.js';
import { readProfile, writeProfile } from '../store/profile-cache.js';
import type { ShelfEvent } from '../types/event.js';
import type { Profile } from '../types/profile.js';

/** New events after which the folded profile is worth keeping. */
const KEEP_AFTER = 50;

/** Keeps a shopper's profile in step with the log. */
export interface ProfileReader {
  /** Opens the database once and shares it; null where nothing may be stored. */
  database(): Promise<Database> | null;
  /** The log may be read from now on (name), or no longer (null). */
  attach(database: string | null): void;
  /** Replaces the events held in memory only. */
  hold(events: readonly ShelfEvent[]): void;
  observe(event: ShelfEvent): void;
  /** The profile of everything known now. */
  read(notes: string[]): Promise<Profile>;
}

interface Folded {
  readonly epoch: number;
  readonly cursor: number;
  readonly profile: Profile;
}

/** Makes a reader that knows nothing yet. */
export function createProfileReader(): ProfileReader {
  let name: string | null = null;
  let opened: Promise<Database> | null = null;
  let folded: Folded | null = null;
  let keptAt = 0;
  let held = new Map<string, ShelfEvent>();

  const database = (): Promise<Database> | null => {
    if (name === null) return null;
    // A connection that another tab's erasure closed must not be used again, nor what was folded from it.
    opened ??= openDatabase(name, forget);
    opened.catch(() => forget());
    return opened;
  };

  const forget = (erased = false): void => {
    // Reading on would make the database anew, empty, behind the back of whoever erased it.
    if (erased) name = null;
    opened = null;
    folded = null;
    keptAt = 0;
  };

  /** Folds on from the cursor; anew where events were removed since. */
  const follow = async (open: Database): Promise<Folded> => {
    let known = folded ?? (await readProfile(open)) ?? { epoch: 0, cursor: 0, profile: emptyProfile() };
    let read = await readLog(open, known.cursor);
    if (read.epoch !== known.epoch) {
      known = { epoch: read.epoch, cursor: 0, profile: emptyProfile() };
      read = await readLog(open, 0);
    }
    for (const event of read.events) held.delete(event.id);
    return { epoch: read.epoch, cursor: read.cursor, profile: foldEvents(known.profile, read.events) };
  };

  const readStored = async (notes: string[]): Promise<Profile> => {
    const opening = database();
    if (opening === null) return emptyProfile();
    try {
      const open = await opening;
      folded = await follow(open);
      if (folded.cursor - keptAt >= KEEP_AFTER) {
        keptAt = folded.cursor;
        await writeProfile(open, folded);
      }
    } catch (error) {
      // The next read opens anew; until then, what was known stays known.
      opened = null;
      notes.push(`The log could not be read: ${messageOf(error)}`);
    }
    return folded?.profile ?? emptyProfile();
  };

  // Reads run one after the other: two at once would fold the same events twice.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    database,
    attach: (next) => {
      if (next === name) return;
      opened?.then(
        (open) => open.close(),
        () => {},
      );
      name = next;
      forget();
    },
    hold: (events) => {
      held = new Map(events.map((event) => [event.id, event]));
    },
    observe: (event) => {
      held.set(event.id, event);
    },
    read: (notes) => {
      const mine = turn.then(async () => foldEvents(await readStored(notes), [...held.values()]));
      turn = mine.catch(() => {});
      return mine;
    },
  };
}
