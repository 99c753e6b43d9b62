import { withDeadline } from '../core/deadline.js';
import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import { warnOnce } from '../core/warn-once.js';
import { type Connection, createConnection } from '../store/connection.js';
import { readConsent, writeConsent } from '../store/consent-record.js';
import { type Database, openDatabase } from '../store/database.js';
import { type Notebook, openNotebook } from '../store/notebook.js';
import { createRecoveryLadder, type RecoveryLadder } from '../store/recovery-ladder.js';
import { placeExists, storagePlaces } from '../store/storage-place.js';
import type { Consent } from '../types/consent.js';
import type { StorageInput } from '../types/engine.js';
import type { LogReport, StoragePlace } from '../types/storage.js';

/** Some browsers never say which databases there are; what is there is left as it is then. */
const EXISTS_DEADLINE = 1000;

/** The page's storage: the connection, where it leads, and what was noted of it. */
export interface ShelfStorage {
  readonly connection: Connection;
  readonly notebook: Notebook;
  readonly ladder: RecoveryLadder;
  /** Stores that consent was granted; where that fails, as soon as storage comes back. Rejects where it failed. */
  grant(): Promise<void>;
  /** Closes; nothing is opened any more that is not granted anew. */
  revoke(): void;
  /** The storage the engine may use; opens it. */
  input(): Promise<StorageInput>;
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
  /** Another tab is deleting the database. */
  onErased(): void;
  /** The database was emptied: the consent that lay in it went too. */
  onEmptied(): void;
  /** Storage takes writes again. */
  onMended(): void;
}

/** Makes the storage of a page. Opens nothing yet. */
export function createShelfStorage(name: string, callbacks: StorageCallbacks): ShelfStorage {
  const notebook = openNotebook(name);
  const ladder = createRecoveryLadder(name, notebook, Date.now);
  let lastError: string | null = null;
  let granted = false;
  /** Closed for good by a refusal, until consent is granted anew. */
  let refused = false;
  /** Was the record of it seen in the database? Then it has to be there whenever the database is opened again. */
  let recorded = false;
  let pause = 0;
  /** The engine, which let go of it as well, is attached anew. */
  const reopen = (): void => {
    if (granted) connection.run(async () => {}).then(callbacks.onMended, () => {});
  };

  /** Lets a database in that opened: with the record of consent in it, or not at all. */
  const admit = async (database: Database): Promise<Database> => {
    try {
      if (refused) throw new OnshelfError('cancelled', 'Consent was taken back.');
      if (granted && (await readConsent(database)) !== 'granted') {
        if (recorded && ladder.rung < 5) {
          callbacks.onEmptied();
          throw new OnshelfError('cancelled', 'The database was emptied.');
        }
        await writeConsent(database);
      }
    } catch (error) {
      database.close();
      throw error;
    }
    recorded = granted;
    return database;
  };

  const connection: Connection = createConnection({
    open: async (onClosed, onLate) => {
      if (refused) throw new OnshelfError('cancelled', 'Consent was taken back.');
      return admit(await ladder.open(onClosed, (late) => void admit(late).then(onLate, () => {})));
    },
    onMended: callbacks.onMended,
    onClosed: (why) => {
      // Where no consent of ours lay in it yet, a tab that opened meanwhile took it for a leftover.
      if (why === 'erased' && recorded) return callbacks.onErased();
      // Taken away by the browser, or wiped: opening it again shows which. One that is taken away again and again is left
      // alone for longer each time.
      setTimeout(reopen, pause);
      pause = pause * 2 + 100;
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
    grant: async () => {
      granted = true;
      refused = false;
      await connection.run(async ({ database }) => {
        // Opening wrote it, unless it was open already.
        if (!recorded) await admit(database);
      }, 'write');
    },
    revoke: () => {
      granted = false;
      recorded = false;
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
  try {
    const places = storagePlaces(name);
    const found = (await withDeadline(Promise.all(places.map(placeExists)), EXISTS_DEADLINE)).indexOf(true);
    const noted = storage.notebook.read();
    if (found < 0) {
      // A browser or a shopper emptied it; the consent that lay in it went too.
      storage.gone = noted?.events ?? 0;
      storage.notebook.remove();
      return 'unknown';
    }
    if (found > (noted?.place ?? 0)) {
      // An older version's, or one that was moved out of the way: what was agreed to there still holds.
      const other = await openDatabase(places[found], () => {});
      const consent = await readConsent(other);
      other.close();
      if (consent === 'granted') return await confirm(storage);
    } else {
      const consent = await storage.connection.run(({ database }) => readConsent(database)).catch(() => null);
      if (consent === 'granted') return await confirm(storage);
      // It does not open, or another place does: the note outside says that consent was given.
      if (noted !== null && (consent === null || storage.ladder.rung >= 5)) return await confirm(storage);
      // Nobody knows what lies in it.
      if (consent === null) return 'unknown';
    }
    // Left over from an erasure that was cut short, or made anew by our own opening: nobody agreed to it.
    storage.gone = noted?.events ?? 0;
    storage.revoke();
    await erase();
    return 'unknown';
  } catch {
    return 'unknown';
  }
}

async function confirm(storage: ShelfStorage): Promise<Consent> {
  await storage.grant().catch(() => {});
  return 'granted';
}
