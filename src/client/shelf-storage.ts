import { codeOf, messageOf, OnshelfError } from '../core/onshelf-error.js';
import { readRefusal } from '../core/refusal-note.js';
import { warnOnce } from '../core/warn-once.js';
import { type Connection, createConnection } from '../store/connection.js';
import { readConsent } from '../store/consent-record.js';
import type { Database } from '../store/database.js';
import { type Notebook, openNotebook, witnessIn } from '../store/notebook.js';
import { createRecoveryLadder, type RecoveryLadder } from '../store/recovery-ladder.js';
import { storagePlaces } from '../store/storage-place.js';
import type { StorageInput } from '../types/engine.js';
import type { ShelfEvent } from '../types/event.js';
import type { Failure } from '../types/health.js';
import type { LogReport, LogWitness } from '../types/storage.js';

/** The page's storage: the connection, where it leads, and what was noted of it. */
export interface ShelfStorage {
  readonly connection: Connection;
  readonly notebook: Notebook;
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
  /** The storage the engine may use; opens it. */
  input(): Promise<StorageInput>;
  /** Did another tab move the log to another place than the one this page has it in? */
  moved(): boolean;
  /** When the consent in the log was given, milliseconds since 1970; undefined where this page saw none. */
  readonly since: number | undefined;
  /** When this page was granted consent, whether it is stored yet or not; undefined where it was not. */
  readonly grantedAt: number | undefined;
  /** What the engine found in the log, once it has looked. */
  report: LogReport | null;
  /** Events that were in the log for certain besides those this page stored. */
  earlier: number;
  /** Events known to be gone with a database that went away under the open page. */
  gone: number;
  /** The log of an earlier visit, where all that is left of it is the note: the next one counts its events as lost. */
  lostLog: LogWitness | null;
  /** What last went wrong, or null. */
  readonly lastError: Failure | null;
}

/** What a page does when its storage changes by itself. */
export interface StorageCallbacks {
  /** Another tab is deleting the database, or did and made it anew. `until`: when the consent in it was given. */
  onErased(until: number): undefined;
  /** A refusal is noted that this page has not heard of. */
  onRefused(): void;
  /** The database was emptied: the consent that lay in it went too. */
  onEmptied(): void;
  /** Another tab moved the log; these events lay in the old place. */
  onMoved(events: readonly ShelfEvent[]): Promise<unknown> | undefined;
  /** Storage takes writes again. */
  onMended(): void;
}

/** Makes the storage of a page. Opens nothing yet. */
export function createShelfStorage(name: string, callbacks: StorageCallbacks): ShelfStorage {
  const notebook = openNotebook(name);
  /** An opening that ends after consent was taken back leaves no note. */
  const ladderNotes: Notebook = { ...notebook, write: (notes) => !refused && notebook.write(notes) };
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
  const admit = async (database: Database): Promise<Database> => {
    try {
      if (refused) throw cancelled('erased');
      if (granted !== null) {
        const { index, rung } = ladder;
        let found = await readConsent(database);
        if (found !== null && isVoid(found) && !isVoid(granted ?? 0)) {
          // Refused, and nobody had time to delete it. What is agreed to now is agreed to anew.
          await (await import('../store/database.js')).emptyStores(database);
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
          const { writeConsent } = await import('../store/write-consent.js');
          if (refused || granted === null) throw cancelled('erased');
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
    prepare: async (database) => (await import('../store/open-store.js')).openStore(database),
    onMended: callbacks.onMended,
    onClosed: (why, database) => {
      // Where no consent of ours lay in it yet, a tab that opened meanwhile took it for a leftover.
      if (why === 'erased' && since !== undefined) {
        const until = since;
        // An erasure leaves no note.
        if (notebook.read() === null) return callbacks.onErased(until);
        const found = import('../store/rescue-events.js').then((part) => part.rescueEvents(database, moved()));
        finding = found
          .catch(() => null)
          .then((events) => {
            if (events === null) return callbacks.onErased(until);
            since = undefined;
            setTimeout(reopen);
            void callbacks.onMoved(events);
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
  const storage: ShelfStorage = {
    connection: {
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
    },
    notebook,
    ladder,
    grant: async (at) => {
      granted ??= Math.max(at, (readRefusal(name)?.at ?? -1) + 1);
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
    input: async () => {
      const witness = witnessIn(notebook) ?? storage.lostLog;
      if (moved()) connection.close();
      await connection.run(async () => {});
      const places = storagePlaces(name);
      const others = places.filter((_, index) => index !== ladder.index);
      return { place: ladder.place, others, worse: places.slice(ladder.index + 1), witness, forgets: notebook.read()?.forgets ?? [] };
    },
    moved,
    get since() {
      return since;
    },
    get grantedAt() {
      return granted ?? undefined;
    },
    report: null,
    earlier: 0,
    gone: 0,
    lostLog: null,
    get lastError() {
      return lastError;
    },
  };
  return storage;
}
