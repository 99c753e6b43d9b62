import { eventMatcher } from '../../core/events/event-matcher.js';
import { createHeldEvents, type HeldEvents } from '../../core/events/held-events.js';
import { readEvents } from '../../core/events/read-event.js';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { withDeadline } from '../../core/time/deadline.js';
import { emptyProfile, foldEvents, restoreProfile } from '../../profile/fold-events.js';
import { readProfile, writeProfile } from '../../store/caches/profile-cache.js';
import { type Connection, createConnection } from '../../store/connection.js';
import { openShelfDatabase } from '../../store/database/database.js';
import { type OpenStore, openStore } from '../../store/log/open-store.js';
import { type LogRead, readEventLog } from '../../store/log/read-event-log.js';
import { removeEvents, removeRecords } from '../../store/log/remove-events.js';
import { placeExists } from '../../store/place/storage-place.js';
import type { LoggedEvent, ShelfEvent } from '../../types/event.js';
import type { Forget, NotedForget } from '../../types/known.js';
import type { Note } from '../../types/note.js';
import type { Profile } from '../../types/profile.js';
import type { StoragePlace } from '../../types/storage.js';

/** Milliseconds after which a list is made without what the log has not given. */
const READ_DEADLINE = 5000;
/** New events after which the folded profile is worth keeping. */
const KEEP_AFTER = 50;

/** Keeps a shopper's profile in step with the log. */
export interface ProfileReader {
  /** The connection, or null where nothing may be stored. */
  readonly connection: Connection | null;
  /**
   * The log may be read from now on, or no longer (null).
   *
   * @param forgets what is to be forgotten and may lie in it still: it is not used
   */
  attach(place: StoragePlace | null, forgets?: readonly NotedForget[]): void;
  /** Replaces the events held in memory only. */
  hold(events: readonly ShelfEvent[]): void;
  observe(event: ShelfEvent): void;
  /** The profile of everything known now. */
  read(notes: Note[]): Promise<Profile>;
  /** The events themselves, oldest first. */
  events(): Promise<ShelfEvent[]>;
  /**
   * Takes events out of the log and out of memory. They are not used any more from the call on, whatever becomes of the log.
   *
   * @returns events taken out of the log
   * @throws OnshelfError `storage-failed`: then they are still in the log
   */
  forget(what: Forget | NotedForget): Promise<number>;
}

/** Something that is to be forgotten. */
interface Forgotten {
  readonly matches: (event: ShelfEvent) => boolean;
  /** When it was said, milliseconds since 1970; null: on an earlier page. */
  readonly at: number | null;
  /** The last of the log's sequences that it is about; null: all there are. */
  until: number | null;
  /** Could it not be taken out, or has nobody tried? */
  failed: boolean;
}

function isMeant({ matches, until }: Forgotten, event: LoggedEvent): boolean {
  return event.sequence <= (until ?? Number.POSITIVE_INFINITY) && matches(event);
}

/** What comes into the log after it was said is new, and stays. */
function lastMeant({ at }: Forgotten, from: number, { events, cursor }: LogRead): number {
  return at === null ? cursor : Math.max(from, ...events.filter(({ time }) => time <= at).map(({ sequence }) => sequence));
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
  /** Events in memory that had to make room, records of the log that were no events, and events of later versions in it. */
  let [dropped, lost, later] = [0, 0, 0];
  const hold = (events: readonly ShelfEvent[]): void => {
    // Whatever sent them: one that is no event must not disable all others.
    for (const event of readEvents(events)) held.add(event);
  };
  const emptyMemory = (): HeldEvents =>
    createHeldEvents(() => {
      dropped++;
    });
  let held = emptyMemory();
  /** What is to be forgotten and may lie in the log still, by what was said. */
  const forgotten = new Map<string, Forgotten>();
  const isUsed = (event: LoggedEvent): boolean => [...forgotten.values()].every((one) => !isMeant(one, event));
  /** Counts what makes a reading that is under way an old one. */
  let round = 0;

  const forget = (): void => {
    folded = null;
    keptAt = 0;
    round++;
  };

  const connect = (place: StoragePlace): Connection => {
    let wary = false;
    const mine = createConnection({
      open: async (onClosed, onLate) => {
        // What is still under way after a detachment, and what was put off, must not make an erased database anew.
        if (connection !== mine) throw new OnshelfError('cancelled', 'The log was detached.');
        if (wary && !(await placeExists(place))) throw new OnshelfError('cancelled', 'The log is gone.');
        return openShelfDatabase(place, onClosed, onLate);
      },
      prepare: openStore,
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
    let known = folded ?? (forgotten.size > 0 ? NOTHING : await restore(store));
    let read = await readEventLog(store, known.cursor);
    if (read.epoch !== known.epoch) {
      known = { epoch: read.epoch, cursor: 0, profile: emptyProfile() };
      read = await readEventLog(store, 0);
    }
    // A record that cannot be read, or is no event, is taken out, and counted as lost, which starts a new epoch: the next read folds anew.
    // Where that fails, the log is put in order another time.
    lost += await removeRecords(store.database, read.damaged, 'lost').catch(() => 0);
    for (const one of forgotten.values()) if (one.failed) one.until ??= lastMeant(one, known.cursor, read);
    const stored = new Set(read.events.map(({ id }) => id));
    if (held.size > 0) held.drop(({ id }) => stored.has(id));
    later = known.cursor === 0 ? read.later.length : later + read.later.length;
    return { epoch: read.epoch, cursor: read.cursor, profile: foldEvents(known.profile, read.events.filter(isUsed)) };
  };

  const keep = async (store: OpenStore, { epoch, cursor, profile: { recorded, searches } }: Folded): Promise<void> => {
    if (cursor - keptAt < KEEP_AFTER || forgotten.size > 0) return;
    keptAt = cursor;
    await writeProfile(store, { epoch, cursor, core: { recorded, searches } });
  };

  const remove = async (key: string, one: Forgotten): Promise<number> => {
    try {
      one.failed = false;
      const removed = (await connection?.run((store) => removeEvents(store, (event) => isMeant(one, event)), 'write')) ?? 0;
      if (forgotten.get(key) === one) forgotten.delete(key);
      return removed;
    } catch (error) {
      one.failed = true;
      throw error;
    }
  };

  const readStored = async (notes: Note[]): Promise<Profile> => {
    if (connection === null) return emptyProfile();
    const [mine, before] = [connection, round];
    try {
      const next = await mine.run(follow);
      // Detached meanwhile: what was read counts no more.
      if (connection !== mine) return emptyProfile();
      if (round !== before) return readStored(notes);
      folded = next;
      // The log can be read: what could not be taken out of it may be now.
      for (const [key, one] of forgotten) if (one.failed) void remove(key, one).catch(() => {});
      // A profile that could not be kept is folded again another time.
      await mine.run((store) => keep(store, next), 'write').catch(() => {});
    } catch (error) {
      // The next read opens anew; until then, what was known stays known.
      notes.push({ code: 'storage-failed', message: `The log could not be read: ${messageOf(error)}` });
    }
    if (lost > 0)
      notes.push({
        code: 'events-lost',
        message: `${lost} records of the log were damaged or no events: they are taken out, and count as lost.`,
      });
    if (later > 0)
      notes.push({
        code: 'version-mismatch',
        message: `${later} events of a later version lie in the log: they are kept for it, and not used.`,
      });
    return folded?.profile ?? emptyProfile();
  };

  // Reads run one after the other: two at once would fold the same events twice.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    get connection() {
      return connection;
    },
    attach: (place, forgets = []) => {
      for (const noted of forgets) {
        const key = JSON.stringify(noted);
        if (!forgotten.has(key)) forgotten.set(key, { matches: eventMatcher(noted), at: null, until: null, failed: true });
      }
      const same = place?.bucket === attached?.bucket && place?.database === attached?.database;
      if (same && (connection !== null || place === null)) return;
      connection?.close();
      attached = place;
      connection = place === null ? null : connect(place);
      forget();
    },
    hold: (events) => {
      held = emptyMemory();
      hold(events);
    },
    observe: (event) => hold([event]),
    events: async () => {
      const stored = (await connection?.run((store) => readEventLog(store, 0)))?.events.filter(isUsed) ?? [];
      // A batch whose fate was not known when its tab held it in memory may be in both.
      const known = new Map<string, ShelfEvent>(stored.map(({ sequence: _, ...event }) => [event.id, event]));
      for (const event of held.all()) known.set(event.id, event);
      return [...known.values()].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
    },
    forget: async (what) => {
      const key = JSON.stringify(what);
      const one: Forgotten = { matches: eventMatcher(what), at: Date.now(), until: null, failed: false };
      forgotten.set(key, one);
      held.drop(one.matches);
      forget();
      return remove(key, one);
    },
    read: (notes) => {
      const reading = turn.then(async () => foldEvents(await readStored(notes), held.all()));
      // Storage that is stuck keeps no list waiting for ever. What it gives late is there for the next one.
      const mine = withDeadline(reading, READ_DEADLINE).catch(() => {
        notes.push({ code: 'storage-failed', message: 'The log does not answer: what is known of the shopper may be old.' });
        return foldEvents(folded?.profile ?? emptyProfile(), held.all());
      });
      if (dropped > 0) notes.push({ code: 'events-lost', message: `${dropped} events held in memory had to make room for others.` });
      turn = reading.catch(() => {});
      return mine;
    },
  };
}

const NOTHING: Folded = { epoch: 0, cursor: 0, profile: emptyProfile() };

async function restore(store: OpenStore): Promise<Folded> {
  const cached = await readProfile(store);
  if (cached === undefined) return NOTHING;
  return { epoch: cached.epoch, cursor: cached.cursor, profile: restoreProfile(cached.core) };
}
