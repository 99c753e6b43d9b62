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

/** The part of the page's storage in the later chunk: all code that opens a database. */
export interface PageStorage {
  readonly connection: Connection;
  readonly ladder: RecoveryLadder;
  /**
   * Stores that consent was granted; if that fails, as soon as storage recovers. Rejects if it failed.
   *
   * @param at time of the grant, milliseconds since 1970; if one is stored already, the earlier one counts
   */
  grant(at: number): Promise<void>;
  /** Closes the database. It is not opened again before a new grant. Resolves when no opening is on its way: one would create what is erased. */
  revoke(): Promise<unknown>;
  /** Closes permanently. */
  close(): void;
  /**
   * Opens the storage that the engine may use, and returns its place.
   *
   * @param lost recorded length of a log that is gone
   */
  input(lost: RecordedLength | null): Promise<StorageInput>;
  /** The connection if the log is open for writing, else null. */
  openPlace(): StoragePlace | null;
  /** Notes outside the database how many events are in it. `stored`: number that this page stored. */
  noteLength(log: LogLength, stored: number): void;
  /** Deletes the key and the record of consent over the open connection, unless consent is later than `until`. */
  dropKey(until: number): Promise<void> | undefined;
  /** Whether another tab moved the log to a place other than the one open here. */
  moved(): boolean;
  /** Time of the consent in the log, milliseconds since 1970; undefined if this page found none. */
  readonly since: number | undefined;
  /** The last failure, or null. */
  readonly lastError: Failure | null;
  /** Time of the consent according to the record in the current place; null if there is none. */
  readConsent(): Promise<number | null>;
  /** The same according to other places. */
  consentElsewhere(places: readonly StoragePlace[]): Promise<number | null>;
}

/** Creates the storage. Opens nothing yet. */
export function createPageStorage(name: string, callbacks: StorageCallbacks): PageStorage {
  const notebook = openLocalNotes(name);
  /** An opening that ends after consent was withdrawn leaves no note. */
  const ladderNotes: LocalNotes = { ...notebook, write: (notes) => !refused && notebook.write(notes) };
  const ladder = createRecoveryLadder(name, ladderNotes, Date.now);
  let lastError: Failure | null = null;
  /** Time of the grant; null: consent was not granted. */
  let granted: number | null = null;
  /** Closed by a refusal, until consent is granted again. */
  let refused = false;
  let closed = false;
  /** Place of the record of consent, and the time in it: the record must be there whenever that place is opened again. */
  let recordedAt = -1;
  let since: number | undefined;
  let pause = 0;
  /** Pending check of why a place is gone. */
  let finding: Promise<unknown> | undefined;
  /** Openings on their way. */
  const openings = new Set<Promise<unknown>>();
  /** Attaches the engine again, which dropped the connection too. */
  const reopen = (): void => {
    if (granted !== null && !closed) connection.run(async () => {}).then(callbacks.onMended, () => {});
  };
  const moved = (): boolean => (notebook.read()?.place ?? ladder.index) !== ladder.index;

  /** Whether consent granted at this time is void by now. */
  const isVoid = (at: number): boolean => at <= (readRefusal(name)?.at ?? -1);
  /** A refusal noted while this page was suspended, or not announced to it, applies before anything is written. */
  const heed = (): boolean => {
    const refusal = readRefusal(name);
    if (refusal === null || granted === null || (since ?? granted) > refusal.at) return false;
    callbacks.onRefused();
    return true;
  };

  const cancelled = (why: string): OnshelfError => new OnshelfError('cancelled', `The database was ${why}.`);

  /** Accepts a database that opened: with the record of consent in it, or not at all. */
  const admit = async (database: ShelfDatabase): Promise<ShelfDatabase> => {
    try {
      if (refused) throw cancelled('erased');
      if (granted !== null) {
        const { index, rung } = ladder;
        let found = await readConsent(database);
        if (found !== null && isVoid(found) && !isVoid(granted ?? 0)) {
          // Refused, but the database was not deleted in time. Consent granted now is a new grant.
          await emptyStores(database);
          found = null;
        }
        // Withdrawn meanwhile: nothing may be noted or written any more.
        if (refused || granted === null) throw cancelled('erased');
        const same = since !== undefined && recordedAt === index;
        if (found === null) {
          // In another place it may be missing, as long as the note outside records that consent was given.
          if (same || (since !== undefined && rung < 5 && notebook.read()?.since === undefined)) {
            callbacks.onEmptied();
            throw cancelled('emptied');
          }
          notebook.write({ since: granted });
          await writeConsent(name, database, granted);
        } else if (same && since !== found) {
          // Granted again, after an erasure while this page was suspended.
          callbacks.onErased(since as number);
          throw cancelled('erased');
        }
        // The engine uses the same place as the page.
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
      const opening = ladder.open(onClosed, (late) => void admit(late).then(onLate, () => {}));
      openings.add(opening);
      return admit(await opening.finally(() => openings.delete(opening)));
    },
    prepare: openStore,
    onMended: callbacks.onMended,
    onClosed: (why, database) => {
      // Without a record of this consent in it, a tab that opened meanwhile treated it as a leftover.
      if (why === 'erased' && since !== undefined) {
        const until = since;
        // An erasure leaves no note.
        if (notebook.read() === null) return callbacks.onErased(until);
        const found = rescueEvents(database, moved());
        // Events that cannot be rescued are treated as erased.
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
      // Deleted by the browser, or cleared: opening it again shows which. The pause grows with each deletion.
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
    rest: connection.rest,
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
      return Promise.allSettled(openings);
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
