import { codeOf, messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { readRefusal } from '../../core/page/refusal-note.js';
import { warnOnce } from '../../core/text/warn-once.js';
import { adoptEvents } from '../../record/import/adopt-events.js';
import { type Connection, createConnection } from '../../store/connection.js';
import { consentElsewhere } from '../../store/database/consent-elsewhere.js';
import { readConsent } from '../../store/database/consent-record.js';
import { emptyStores, type ShelfDatabase } from '../../store/database/database.js';
import { openStore } from '../../store/log/open-store.js';
import { type LocalNotes, openLocalNotes } from '../../store/place/local-notes.js';
import { storagePlaces } from '../../store/place/storage-place.js';
import { createRecoveryLadder, type RecoveryLadder } from '../../store/recovery/recovery-ladder.js';
import { rescueEvents } from '../../store/recovery/rescue-events.js';
import { writeConsent } from '../../store/write-consent.js';
import type { StorageInput } from '../../types/engine.js';
import type { Failure } from '../../types/health.js';
import type { RecordedLength, StoragePlace } from '../../types/storage.js';
import { type LogLength, noteRecordedLength } from './note-recorded-length.js';
import { recordedLength } from './recorded-length.js';
import type { StorageCallbacks } from './storage-callbacks.js';

/** What of the page's storage is loaded beside its bundle, at once: all that opens a database. */
export interface PageStorage {
  readonly connection: Connection;
  readonly ladder: RecoveryLadder;
  /**
   * Stores that consent was granted; where that fails, as soon as storage comes back. Rejects where it failed.
   *
   * @param at when it was granted, milliseconds since 1970; where it stands already, the earlier one counts
   */
  grant(at: number): Promise<void>;
  /** Closes; nothing is opened any more that is not granted anew. */
  revoke(): void;
  /** Closes for good. */
  close(): void;
  /**
   * The storage the engine may use; opens it.
   *
   * @param lost what is noted of a log that is gone
   */
  input(lost: RecordedLength | null): Promise<StorageInput>;
  /** Where the log is open for writing, or null. */
  openPlace(): StoragePlace | null;
  /** Notes outside the database how many events are in it. `stored`: number that this page stored. */
  noteLength(log: LogLength, stored: number): void;
  /** Deletes the key and the record of consent over the connection that is open, unless consent is later than `until`. */
  dropKey(until: number): Promise<void> | undefined;
  /** Did another tab move the log to another place than the one this page has it in? */
  moved(): boolean;
  /** When the consent in the log was given, milliseconds since 1970; undefined where this page saw none. */
  readonly since: number | undefined;
  /** What last went wrong, or null. */
  readonly lastError: Failure | null;
  /** When consent was given according to the record in the place in use; null where there is none. */
  readConsent(): Promise<number | null>;
  /** The same according to other places. */
  consentElsewhere(places: readonly StoragePlace[]): Promise<number | null>;
}

/** Makes it. Opens nothing yet. */
export function createPageStorage(name: string, callbacks: StorageCallbacks): PageStorage {
  const notebook = openLocalNotes(name);
  /** An opening that ends after consent was taken back leaves no note. */
  const ladderNotes: LocalNotes = { ...notebook, write: (notes) => !refused && notebook.write(notes) };
  const ladder = createRecoveryLadder(name, ladderNotes, Date.now);
  let lastError: Failure | null = null;
  /** When consent was granted; null: it was not. */
  let granted: number | null = null;
  /** Closed for good by a refusal, until consent is granted anew. */
  let refused = false;
  let closed = false;
  /** Where the record of it was seen, and what it said: it has to be there whenever that place is opened again. */
  let recordedAt = -1;
  let since: number | undefined;
  let pause = 0;
  /** Is being found out: why a place went away. */
  let finding: Promise<unknown> | undefined;
  /** The engine, which let go of it as well, is attached anew. */
  const reopen = (): void => {
    if (granted !== null && !closed) connection.run(async () => {}).then(callbacks.onMended, () => {});
  };
  const moved = (): boolean => (notebook.read()?.place ?? ladder.index) !== ladder.index;

  /** Is what was agreed to at this time void by now? */
  const isVoid = (at: number): boolean => at <= (readRefusal(name)?.at ?? -1);
  /** A refusal that this page slept through, or that nobody had time to tell of, holds before anything is written. */
  const heed = (): boolean => {
    const refusal = readRefusal(name);
    if (refusal === null || granted === null || (since ?? granted) > refusal.at) return false;
    callbacks.onRefused();
    return true;
  };

  const cancelled = (why: string): OnshelfError => new OnshelfError('cancelled', `The database was ${why}.`);

  /** Lets a database in that opened: with the record of consent in it, or not at all. */
  const admit = async (database: ShelfDatabase): Promise<ShelfDatabase> => {
    try {
      if (refused) throw cancelled('erased');
      if (granted !== null) {
        const { index, rung } = ladder;
        let found = await readConsent(database);
        if (found !== null && isVoid(found) && !isVoid(granted ?? 0)) {
          // Refused, and nobody had time to delete it. What is agreed to now is agreed to anew.
          await emptyStores(database);
          found = null;
        }
        // Taken back meanwhile: nothing may be noted or written any more.
        if (refused || granted === null) throw cancelled('erased');
        const same = since !== undefined && recordedAt === index;
        if (found === null) {
          // Elsewhere it may be missing, as long as the note outside says that it was given.
          if (same || (since !== undefined && rung < 5 && notebook.read()?.since === undefined)) {
            callbacks.onEmptied();
            throw cancelled('emptied');
          }
          notebook.write({ since: granted });
          await writeConsent(name, database, granted);
        } else if (same && since !== found) {
          // Agreed to anew, after an erasure that this page slept through.
          callbacks.onErased(since as number);
          throw cancelled('erased');
        }
        // The engine goes where the page goes.
        if (since !== undefined && !same) setTimeout(callbacks.onMended);
        recordedAt = index;
        since = found ?? granted;
      }
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  };

  const connection: Connection = createConnection({
    open: async (onClosed, onLate) => {
      await finding;
      if (closed) throw new OnshelfError('closed', 'The shelf was closed.');
      if (refused) throw cancelled('erased');
      return admit(await ladder.open(onClosed, (late) => void admit(late).then(onLate, () => {})));
    },
    prepare: openStore,
    onMended: callbacks.onMended,
    onClosed: (why, database) => {
      // Where no consent of ours lay in it yet, a tab that opened meanwhile took it for a leftover.
      if (why === 'erased' && since !== undefined) {
        const until = since;
        // An erasure leaves no note.
        if (notebook.read() === null) return callbacks.onErased(until);
        const found = rescueEvents(database, moved());
        finding = found
          .catch(() => null)
          .then((events) => {
            if (events === null) return callbacks.onErased(until);
            since = undefined;
            setTimeout(reopen);
            void callbacks.onMoved((recorder) => adoptEvents(recorder, guarded, events));
          });
        return found;
      }
      // Taken away by the browser, or wiped: opening it again shows which. One that is taken away again and again is left
      // alone for longer each time.
      setTimeout(reopen, pause);
      pause = pause * 2 + 100;
    },
    onFault: (kind, error) => {
      lastError = {
        part: `storage ${kind}`,
        code: error instanceof OnshelfError ? codeOf(error) : 'storage-failed',
        message: messageOf(error),
      };
      warnOnce(lastError.part, lastError.code, `storage (${kind}): ${lastError.message}`);
    },
  });

  const { run, openNow } = connection;
  /** Writes nothing that a noted refusal forbids. */
  const guarded: Connection = {
    run: async (step, kind) => {
      if (kind === 'write' && heed()) throw cancelled('erased');
      return run(step, kind);
    },
    openNow: () => (heed() ? null : openNow()),
    get current() {
      return connection.current;
    },
    get restsUntil() {
      return connection.restsUntil;
    },
    close: connection.close,
  };
  return {
    connection: guarded,
    ladder,
    grant: async (at) => {
      granted ??= at;
      refused = false;
      await connection.run(async ({ database }) => {
        // Opening wrote it, unless it was open already.
        if (since === undefined) await admit(database);
      }, 'write');
    },
    revoke: () => {
      granted = null;
      since = undefined;
      refused = true;
      connection.close();
    },
    close: () => {
      closed = true;
      connection.close();
    },
    input: async (lost) => {
      const length = recordedLength(notebook) ?? lost;
      if (moved()) connection.close();
      await connection.run(async () => {});
      const places = storagePlaces(name);
      const others = places.filter((_, index) => index !== ladder.index);
      return {
        place: ladder.place,
        others,
        worse: places.slice(ladder.index + 1),
        recordedLength: length,
        forgets: notebook.read()?.forgets ?? [],
      };
    },
    openPlace: () => guarded.openNow() && ladder.place,
    noteLength: (log, stored) => {
      // The note is about the log that other tabs use.
      if (!moved()) noteRecordedLength(notebook, log, stored);
    },
    dropKey: (until) => ((since ?? until) <= until ? connection.current?.database.clear('meta') : undefined),
    moved,
    get since() {
      return since;
    },
    readConsent: () => connection.run(({ database }) => readConsent(database)),
    consentElsewhere,
    get lastError() {
      return lastError;
    },
  };
}
