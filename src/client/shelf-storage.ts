import { withDeadline } from '../core/deadline.js';
import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import { warnOnce } from '../core/warn-once.js';
import { withLock } from '../core/with-lock.js';
import { type Connection, createConnection } from '../store/connection.js';
import { consentLock, readConsent, writeConsent } from '../store/consent-record.js';
import { type Database, openDatabase } from '../store/database.js';
import { type Notebook, openNotebook } from '../store/notebook.js';
import { createRecoveryLadder, type RecoveryLadder } from '../store/recovery-ladder.js';
import { placeExists, storagePlaces } from '../store/storage-place.js';
import type { Consent } from '../types/consent.js';
import type { StorageInput } from '../types/engine.js';
import type { ShelfEvent } from '../types/event.js';
import type { LogReport, StoragePlace } from '../types/storage.js';

/** Some browsers never say which databases there are; what is there is left as it is then. */
const EXISTS_DEADLINE = 1000;

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
  /** The storage the engine may use; opens it. */
  input(): Promise<StorageInput>;
  /** Did another tab move the log to another place than the one this page has it in? */
  moved(): boolean;
  /** When the consent in the log was given, milliseconds since 1970; undefined where this page saw none. */
  readonly since: number | undefined;
  /** What the engine found in the log, once it has looked. */
  report: LogReport | null;
  /** Events that were in the log for certain besides those this page stored. */
  earlier: number;
  /** Events known to be gone with a database that is gone. */
  gone: number;
  /** What last went wrong, in words, or null. */
  readonly lastError: string | null;
}

/** What a page does when its storage changes by itself. */
export interface StorageCallbacks {
  /** Another tab is deleting the database, or did and made it anew. `until`: when the consent in it was given. */
  onErased(until: number): void;
  /** The database was emptied: the consent that lay in it went too. */
  onEmptied(): void;
  /** Another tab moved the log; these events lay in the old place. */
  onMoved(events: readonly ShelfEvent[]): Promise<unknown>;
  /** Storage takes writes again. */
  onMended(): void;
}

/** Makes the storage of a page. Opens nothing yet. */
export function createShelfStorage(name: string, callbacks: StorageCallbacks): ShelfStorage {
  const notebook = openNotebook(name);
  const ladder = createRecoveryLadder(name, notebook, Date.now);
  let lastError: string | null = null;
  /** When consent was granted; null: it was not. */
  let granted: number | null = null;
  /** Closed for good by a refusal, until consent is granted anew. */
  let refused = false;
  /** Where the record of it was seen, and what it said: it has to be there whenever that place is opened again. */
  let recorded: { readonly index: number; readonly since: number } | null = null;
  let pause = 0;
  /** The engine, which let go of it as well, is attached anew. */
  const reopen = (): void => {
    if (granted !== null) connection.run(async () => {}).then(callbacks.onMended, () => {});
  };
  const moved = (): boolean => (notebook.read()?.place ?? ladder.index) !== ladder.index;

  /** Lets a database in that opened: with the record of consent in it, or not at all. */
  const admit = async (database: Database): Promise<Database> => {
    try {
      if (refused) throw new OnshelfError('cancelled', 'Consent was taken back.');
      if (granted !== null) {
        const { index, rung } = ladder;
        const found = await readConsent(database);
        const same = recorded?.index === index;
        if (found === null) {
          // Elsewhere it may be missing, as long as the note outside says that it was given.
          if (recorded !== null && (same || (rung < 5 && notebook.read()?.since === undefined))) {
            callbacks.onEmptied();
            throw new OnshelfError('cancelled', 'The database was emptied.');
          }
          const since = granted;
          notebook.write({ since });
          await withLock(consentLock(name), () => writeConsent(database, since));
        } else if (same && recorded?.since !== found) {
          // Agreed to anew, after an erasure that this page slept through.
          callbacks.onErased(recorded?.since as number);
          throw new OnshelfError('cancelled', 'The database was erased.');
        }
        recorded = { index, since: found ?? granted };
      }
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  };

  const connection: Connection = createConnection({
    open: async (onClosed, onLate) => {
      if (refused) throw new OnshelfError('cancelled', 'Consent was taken back.');
      return admit(await ladder.open(onClosed, (late) => void admit(late).then(onLate, () => {})));
    },
    onMended: callbacks.onMended,
    onClosed: (why, database) => {
      // Where no consent of ours lay in it yet, a tab that opened meanwhile took it for a leftover.
      const erased = why === 'erased' && recorded !== null;
      if (erased && !moved()) {
        callbacks.onErased(recorded?.since as number);
        return;
      }
      // Taken away by the browser, or wiped: opening it again shows which. One that is taken away again and again is left
      // alone for longer each time.
      setTimeout(reopen, pause);
      pause = pause * 2 + 100;
      if (!erased) return;
      const rescued = import('../store/rescue-events.js').then(({ rescueEvents }) => rescueEvents(database));
      rescued.then(callbacks.onMoved).catch(() => {});
      return rescued.catch(() => {});
    },
    onFault: (kind, error) => {
      lastError = messageOf(error);
      warnOnce(`storage ${kind}`, `storage (${kind}): ${lastError}`);
    },
  });

  return {
    connection,
    notebook,
    ladder,
    grant: async (at) => {
      granted ??= at;
      refused = false;
      await connection.run(async ({ database }) => {
        // Opening wrote it, unless it was open already.
        if (recorded === null) await admit(database);
      }, 'write');
    },
    revoke: () => {
      granted = recorded = null;
      refused = true;
      connection.close();
    },
    input: async () => {
      const { log, events = 0 } = notebook.read() ?? {};
      await connection.run(async () => {});
      // Set by the opening that the line above waited for.
      const place = ladder.place as StoragePlace;
      const others = storagePlaces(name).filter(({ bucket, database }) => bucket !== place.bucket || database !== place.database);
      return { place, others, witness: log === undefined ? null : { log, events } };
    },
    moved,
    get since() {
      return recorded?.since;
    },
    report: null,
    earlier: 0,
    gone: 0,
    get lastError() {
      return lastError;
    },
  };
}

/**
 * What this shopper said on an earlier visit, without creating anything where they said nothing.
 *
 * @param name the shop's name
 * @param storage of the page
 * @param erase takes away what nobody agreed to
 */
export async function recallConsent(name: string, storage: ShelfStorage, erase: () => Promise<void>): Promise<Consent> {
  const { notebook, connection, ladder } = storage;
  const confirm = async (since: number): Promise<Consent> => {
    await storage.grant(since).catch(() => {});
    return 'granted';
  };
  try {
    const places = storagePlaces(name);
    const existing = await withDeadline(Promise.all(places.map(placeExists)), EXISTS_DEADLINE);
    const noted = notebook.read();
    if (existing.includes(true)) {
      // Opening makes it where it is missing: only where there is something, or was.
      const known = existing[0] || noted !== null;
      const consent = known ? await connection.run(({ database }) => readConsent(database)).catch(() => undefined) : null;
      if (consent != null) return await confirm(consent);
      // It does not open, or another place does: the note outside says that consent was given, if it still does.
      const still = noted !== null && noted.since === notebook.read()?.since;
      if (still && (consent === undefined || ladder.rung >= 5)) return await confirm(noted.since ?? 0);
      // An older version's place, or one that an earlier day had to make do with: what was agreed to there still holds.
      for (const place of places.filter((_, index) => existing[index] && !(known && index === ladder.index))) {
        const other = await openDatabase(place, () => undefined);
        const since = await readConsent(other);
        other.close();
        if (since !== null) return await confirm(since);
      }
      // Nobody knows what lies in it.
      if (consent === undefined) return 'unknown';
    }
    // Emptied by the browser or the shopper, left over from an erasure that was cut short, or made anew by our own opening:
    // nobody agreed to what is there.
    storage.gone = noted?.events ?? 0;
    notebook.remove();
    if (existing.includes(true)) {
      storage.revoke();
      await erase();
    }
    return 'unknown';
  } catch {
    return 'unknown';
  }
}
