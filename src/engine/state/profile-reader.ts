import { eventMatcher } from '../../core/events/event-matcher.js';
import { createHeldEvents, type HeldEvents } from '../../core/events/held-events.js';
import { readEvents } from '../../core/events/read-event.js';
import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { withDeadline } from '../../core/time/deadline.js';
import { emptyProfile, foldEvents } from '../../profile/fold-events.js';
import { foldSound } from '../../profile/fold-sound.js';
import { writeProfile } from '../../store/caches/profile-cache.js';
import { type Connection, createConnection } from '../../store/connection.js';
import { openExistingDatabase } from '../../store/database/database.js';
import { type OpenStore, openStore } from '../../store/log/open-store.js';
import { readEventLog } from '../../store/log/read-event-log.js';
import { removeEvents, removeRecords } from '../../store/log/remove-events.js';
import { placeState } from '../../store/place/storage-place.js';
import type { LoggedEvent, ShelfEvent } from '../../types/event.js';
import type { Forget, NotedForget } from '../../types/known.js';
import type { Note } from '../../types/note.js';
import type { Profile } from '../../types/profile.js';
import type { StoragePlace } from '../../types/storage.js';
import { type Forgotten, isCovered, lastCovered } from './forgotten.js';
import { type Folded, NOTHING_FOLDED, restoreFold } from './restore-fold.js';
import { createVeils } from './veils.js';

/** Timeout of reading the log, milliseconds: then the list is made without it. */
const READ_DEADLINE = 5000;
/** Number of new events after which the folded profile is stored. */
const KEEP_AFTER = 50;

/** Reads the shopper's profile from the log. */
export interface ProfileReader {
  /** The connection to the log, or null without one. */
  readonly connection: Connection | null;
  /** Sets the log to read, or none (null). `forgets`: requests that may not be carried out in it yet, whose events are not used. */
  attach(place: StoragePlace | null, forgets?: readonly NotedForget[]): void;
  /** Replaces the events held in memory only. */
  hold(events: readonly ShelfEvent[]): void;
  /**
   * Lets go of the log while the page is in the back/forward cache (true), or reads it again, from its start (false): it may be another log by
   * then.
   */
  rest(resting: boolean): void;
  observe(event: ShelfEvent): void;
  /** The current profile. */
  read(notes: Note[]): Promise<Profile>;
  /** All events, oldest first; `veiled`: also those under a veil. */
  events(veiled?: boolean): Promise<ShelfEvent[]>;
  /** Leaves all events unused that a request may be about, until the pack tells which are meant, or uses them again (false). */
  veil(noted: NotedForget, on: boolean): void;
  /**
   * Removes events from the log and from memory. They are not used from the call on, even if the log cannot be changed.
   *
   * @param matches selects the events. Default: by the request alone
   * @returns number of events removed from the log
   * @throws OnshelfError `storage-failed`: then they are still in the log
   */
  forget(what: Forget | NotedForget, matches?: (event: ShelfEvent) => boolean): Promise<number>;
}

/** Makes a reader without log and events. */
export function createProfileReader(): ProfileReader {
  let connection: Connection | null = null;
  let attached: StoragePlace | null = null;
  let folded: Folded | null = null;
  let keptAt = 0;
  /** Numbers of events dropped from memory, of invalid records in the log, and of its events of later versions. */
  let [dropped, lost, later] = [0, 0, 0];
  const hold = (events: readonly ShelfEvent[]): void => {
    // One invalid event must not prevent the others.
    for (const event of readEvents(events)) held.add(event);
  };
  const emptyMemory = (): HeldEvents =>
    createHeldEvents(() => {
      dropped++;
    });
  let held = emptyMemory();
  /** Requests that may not be carried out in the log yet, by their JSON. */
  const forgotten = new Map<string, Forgotten>();
  const isUsed = (event: LoggedEvent): boolean => [...forgotten.values()].every((one) => !isCovered(one, event));
  const veils = createVeils();
  const { isSeen } = veils;
  const heldSeen = (): ShelfEvent[] => held.all().filter(isSeen);
  /** Incremented by what makes a pending read outdated. */
  let round = 0;

  const forget = (): void => {
    folded = null;
    keptAt = 0;
    round++;
  };

  const connect = (place: StoragePlace): Connection => {
    const mine = createConnection({
      open: async (onClosed, onLate) => {
        // Pending and delayed work after a detachment must not recreate an erased database.
        if (connection !== mine) throw new OnshelfError('cancelled', 'The log was detached.');
        // Nor may the first, which begins in another thread than an erasure.
        if ((await placeState(place)) === false) throw new OnshelfError('cancelled', 'The log does not exist any more.');
        return openExistingDatabase(place, onClosed, onLate);
      },
      prepare: openStore,
      onClosed: (why) => {
        // Reading on would recreate the erased database, empty.
        if (why === 'erased') connection = null;
        forget();
      },
    });
    return mine;
  };

  /** Folds the new events of the log; all of them where events were removed. */
  const follow = async (store: OpenStore): Promise<Folded> => {
    let known = folded ?? (forgotten.size + veils.size > 0 ? NOTHING_FOLDED : await restoreFold(store));
    let read = await readEventLog(store, known.cursor);
    if (read.epoch !== known.epoch) {
      known = { epoch: read.epoch, cursor: 0, profile: emptyProfile() };
      read = await readEventLog(store, 0);
    }
    for (const one of forgotten.values()) if (one.failed) one.until ??= lastCovered(one, known.cursor, read);
    const { profile, refused } = foldSound(
      known.profile,
      read.events.filter((event) => isUsed(event) && isSeen(event)),
    );
    // A record that cannot be read or folded, or is no event, is taken out, and counted as lost, which starts a new epoch: the next read folds
    // anew. If that fails, the next read of the log tries again.
    lost += await removeRecords(store.database, [...read.damaged, ...refused], 'lost').catch(() => 0);
    const stored = new Set(read.events.map(({ id }) => id));
    if (held.size > 0) held.drop(({ id }) => stored.has(id));
    later = known.cursor === 0 ? read.later.length : later + read.later.length;
    return { epoch: read.epoch, cursor: read.cursor, profile };
  };

  const keep = async (store: OpenStore, { epoch, cursor, profile: { recorded, searches, wishes } }: Folded): Promise<void> => {
    if (cursor - keptAt < KEEP_AFTER || forgotten.size + veils.size > 0) return;
    keptAt = cursor;
    await writeProfile(store, { epoch, cursor, core: { recorded, searches, wishes } });
  };

  const remove = async (key: string, one: Forgotten): Promise<number> => {
    try {
      one.failed = false;
      const removed = (await connection?.run((store) => removeEvents(store, (event) => isCovered(one, event)), 'write')) ?? 0;
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
      // Detached meanwhile: the result is not used.
      if (connection !== mine) return emptyProfile();
      if (round !== before) return readStored(notes);
      folded = next;
      // The log can be read: retry failed removals.
      for (const [key, one] of forgotten) if (one.failed) void remove(key, one).catch(() => {});
      // A profile that could not be stored is folded again later.
      await mine.run((store) => keep(store, next), 'write').catch(() => {});
    } catch (error) {
      // The next read reopens the log; until then the last profile is used.
      notes.push({ code: 'storage-failed', message: `The log could not be read: ${messageOf(error)}` });
    }
    if (lost > 0)
      notes.push({
        code: 'events-lost',
        message: `${lost} records of the log were damaged or invalid: they are removed, and count as lost.`,
      });
    if (later > 0)
      notes.push({
        code: 'version-mismatch',
        message: `${later} events of a later version are in the log: they are kept, but not used.`,
      });
    return folded?.profile ?? emptyProfile();
  };

  const events = async (veiled?: boolean): Promise<ShelfEvent[]> => {
    // Events that are stored while the log is read are in memory before, and may be in neither after.
    const [inMemory, before] = [held.all(), round];
    const stored = (await connection?.run((store) => readEventLog(store, 0)))?.events.filter(isUsed) ?? [];
    if (round !== before) return events(veiled);
    // A batch whose commit was not confirmed may be both in memory and in the log.
    const known = new Map<string, ShelfEvent>(stored.map(({ sequence: _, ...event }) => [event.id, event]));
    for (const event of [...inMemory, ...held.all()]) known.set(event.id, event);
    return [...known.values()].filter((event) => veiled || isSeen(event)).sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
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
        if (!veils.recall(noted) && !forgotten.has(key))
          forgotten.set(key, { matches: eventMatcher(noted), at: null, until: null, failed: true });
      }
      const same = place?.bucket === attached?.bucket && place?.database === attached?.database;
      // The page uses its log: a connection that rests after a failure is made anew.
      if (same && (place === null || connection?.restsUntil === 0)) return;
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
    rest: (resting) => {
      connection?.rest(resting);
      if (!resting) forget();
    },
    events,
    veil: (noted, on) => {
      veils[on ? 'cover' : 'lift'](noted);
      forget();
    },
    forget: async (what, matches = eventMatcher(what as NotedForget)) => {
      const key = JSON.stringify(what);
      const one: Forgotten = { matches, at: Date.now(), until: null, failed: false };
      forgotten.set(key, one);
      held.drop(one.matches);
      forget();
      return remove(key, one);
    },
    read: (notes) => {
      const reading = turn.then(async () => foldEvents(await readStored(notes), heldSeen()));
      // Blocked storage does not delay a list beyond the timeout. A late result serves the next list.
      const mine = withDeadline(reading, READ_DEADLINE).catch(() => {
        notes.push({ code: 'storage-failed', message: 'The log does not answer: the profile may be out of date.' });
        return foldEvents(folded?.profile ?? emptyProfile(), heldSeen());
      });
      if (dropped > 0) notes.push({ code: 'events-lost', message: `${dropped} events were dropped from memory to make room for others.` });
      turn = reading.catch(() => {});
      return mine;
    },
  };
}
