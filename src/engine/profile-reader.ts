import { eventMatcher } from '../core/event-matcher.js';
import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import { emptyProfile, foldEvents, restoreProfile } from '../profile/fold-events.js';
import { type Connection, createConnection } from '../store/connection.js';
import { openDatabase } from '../store/database.js';
import type { OpenStore } from '../store/open-store.js';
import { readProfile, writeProfile } from '../store/profile-cache.js';
import { readLog } from '../store/read-log.js';
import { removeEvents, removeRecords } from '../store/remove-events.js';
import { placeExists } from '../store/storage-place.js';
import type { ShelfEvent } from '../types/event.js';
import type { Forget } from '../types/known.js';
import type { Note } from '../types/note.js';
import type { Profile } from '../types/profile.js';
import type { StoragePlace } from '../types/storage.js';

/** New events after which the folded profile is worth keeping. */
const KEEP_AFTER = 50;

/** Keeps a shopper's profile in step with the log. */
export interface ProfileReader {
  /** The connection, or null where nothing may be stored. */
  readonly connection: Connection | null;
  /** The log may be read from now on, or no longer (null). */
  attach(place: StoragePlace | null): void;
  /** Replaces the events held in memory only. */
  hold(events: readonly ShelfEvent[]): void;
  observe(event: ShelfEvent): void;
  /** The profile of everything known now. */
  read(notes: Note[]): Promise<Profile>;
  /** The events themselves, oldest first. */
  events(): Promise<ShelfEvent[]>;
  /**
   * Takes events out of the log and out of memory.
   *
   * @returns events taken out of the log
   * @throws OnshelfError `storage-failed`: then none was taken out
   */
  forget(what: Forget): Promise<number>;
}

interface Folded {
  readonly epoch: number;
  readonly cursor: number;
  readonly profile: Profile;
}

/** Makes a reader that knows nothing yet. */
export function createProfileReader(): ProfileReader {
  let connection: Connection | null = null;
  let attached: StoragePlace | null = null;
  let folded: Folded | null = null;
  let keptAt = 0;
  let held = new Map<string, ShelfEvent>();

  const forget = (): void => {
    folded = null;
    keptAt = 0;
  };

  const connect = (place: StoragePlace): Connection => {
    let wary = false;
    const mine = createConnection({
      open: async (onClosed, onLate) => {
        // What is still under way after a detachment, and what was put off, must not make an erased database anew.
        if (connection !== mine) throw new OnshelfError('cancelled', 'The log was detached.');
        if (wary && !(await placeExists(place))) throw new OnshelfError('cancelled', 'The log is gone.');
        return openDatabase(place, onClosed, onLate);
      },
      onClosed: (why) => {
        // Reading on would make the database anew, empty, behind the back of whoever erased it.
        if (why === 'erased') connection = null;
        wary = true;
        forget();
      },
    });
    return mine;
  };

  /** The fold up to where the log was read last; anew where events were removed since. */
  const follow = async (store: OpenStore): Promise<Folded> => {
    let known = folded ?? (await restore(store));
    let read = await readLog(store, known.cursor);
    if (read.epoch !== known.epoch) {
      known = { epoch: read.epoch, cursor: 0, profile: emptyProfile() };
      read = await readLog(store, 0);
    }
    // A record that can not be read is taken out, and counted as lost, which starts a new epoch: the next read folds anew.
    if (read.damaged.length > 0) await removeRecords(store.database, read.damaged, 'lost');
    for (const event of read.events) held.delete(event.id);
    return { epoch: read.epoch, cursor: read.cursor, profile: foldEvents(known.profile, read.events) };
  };

  const keep = async (store: OpenStore, { epoch, cursor, profile: { recorded, searches } }: Folded): Promise<void> => {
    if (cursor - keptAt < KEEP_AFTER) return;
    keptAt = cursor;
    await writeProfile(store, { epoch, cursor, core: { recorded, searches } });
  };

  const readStored = async (notes: Note[]): Promise<Profile> => {
    if (connection === null) return emptyProfile();
    const mine = connection;
    try {
      const next = await mine.run(follow);
      // Detached meanwhile: what was read counts no more.
      if (connection !== mine) return emptyProfile();
      folded = next;
      // A profile that could not be kept is folded again another time.
      await mine.run((store) => keep(store, next), 'write').catch(() => {});
    } catch (error) {
      // The next read opens anew; until then, what was known stays known.
      notes.push({ code: 'storage-failed', message: `The log could not be read: ${messageOf(error)}` });
    }
    return folded?.profile ?? emptyProfile();
  };

  // Reads run one after the other: two at once would fold the same events twice.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    get connection() {
      return connection;
    },
    attach: (place) => {
      const same = place?.bucket === attached?.bucket && place?.database === attached?.database;
      if (same && (connection !== null || place === null)) return;
      connection?.close();
      attached = place;
      connection = place === null ? null : connect(place);
      forget();
    },
    hold: (events) => {
      held = new Map(events.map((event) => [event.id, event]));
    },
    observe: (event) => {
      held.set(event.id, event);
    },
    events: async () => {
      const stored = (await connection?.run((store) => readLog(store, 0)))?.events ?? [];
      // A batch whose fate was not known when its tab held it in memory may be in both.
      const known = new Map<string, ShelfEvent>(stored.map(({ sequence: _, ...event }) => [event.id, event]));
      for (const [id, event] of held) known.set(id, event);
      return [...known.values()].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
    },
    forget: async (what) => {
      const matches = eventMatcher(what);
      // Stored events first: where that fails, nothing is half forgotten.
      const removed = (await connection?.run((store) => removeEvents(store, matches), 'write')) ?? 0;
      held = new Map([...held].filter(([, event]) => !matches(event)));
      return removed;
    },
    read: (notes) => {
      const mine = turn.then(async () => foldEvents(await readStored(notes), [...held.values()]));
      turn = mine.catch(() => {});
      return mine;
    },
  };
}

async function restore(store: OpenStore): Promise<Folded> {
  const cached = await readProfile(store);
  if (cached === undefined) return { epoch: 0, cursor: 0, profile: emptyProfile() };
  return { epoch: cached.epoch, cursor: cached.cursor, profile: restoreProfile(cached.core) };
}
