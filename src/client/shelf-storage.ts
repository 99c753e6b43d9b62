import { withDeadline } from '../core/deadline.js';
import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import { warnOnce } from '../core/warn-once.js';
import { type Connection, createConnection } from '../store/connection.js';
import { readConsent } from '../store/consent-record.js';
import type { Database } from '../store/database.js';
import { type Notebook, openNotebook, witnessIn } from '../store/notebook.js';
import { createRecoveryLadder, type RecoveryLadder } from '../store/recovery-ladder.js';
import { placeExists, storagePlaces } from '../store/storage-place.js';
import type { Consent } from '../types/consent.js';
import type { StorageInput } from '../types/engine.js';
import type { ShelfEvent } from '../types/event.js';
import type { LogReport, LogWitness } from '../types/storage.js';

/** Some browsers never say which databases there are; what is there is left as it is then. Milliseconds. */
export const EXISTS_DEADLINE = 1000;

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
  /** Events known to be gone with a database that went away under the open page. */
  gone: number;
  /** The log of an earlier visit, where all that is left of it is the note: the next one counts its events as lost. */
  lostLog: LogWitness | null;
  /** What last went wrong, in words, or null. */
  readonly lastError: string | null;
}

/** What a page does when its storage changes by itself. */
export interface StorageCallbacks {
  /** Another tab is deleting the database, or did and made it anew. `until`: when the consent in it was given. */
  onErased(until: number): undefined;
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
  const ladderNotes: Notebook = { ...notebook, write: (notes) => void (refused || notebook.write(notes)) };
  const ladder = createRecoveryLadder(name, ladderNotes, Date.now);
  let lastError: string | null = null;
  /** When consent was granted; null: it was not. */
  let granted: number | null = null;
  /** Closed for good by a refusal, until consent is granted anew. */
  let refused = false;
  /** Where the record of it was seen, and what it said: it has to be there whenever that place is opened again. */
  let recordedAt = -1;
  let since: number | undefined;
  let pause = 0;
  /** Is being found out: why a place went away. */
  let finding: Promise<unknown> | undefined;
  /** The engine, which let go of it as well, is attached anew. */
  const reopen = (): void => {
    if (granted !== null) connection.run(async () => {}).then(callbacks.onMended, () => {});
  };
  const moved = (): boolean => (notebook.read()?.place ?? ladder.index) !== ladder.index;

  const cancelled = (why: string): OnshelfError => new OnshelfError('cancelled', `The database was ${why}.`);

  /** Lets a database in that opened: with the record of consent in it, or not at all. */
  const admit = async (database: Database): Promise<Database> => {
    try {
      if (refused) throw cancelled('erased');
      if (granted !== null) {
        const { index, rung } = ladder;
        const found = await readConsent(database);
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
      if (refused) throw cancelled('erased');
      return admit(await ladder.open(onClosed, (late) => void admit(late).then(onLate, () => {})));
    },
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
      lastError = messageOf(error);
      warnOnce(`storage ${kind}`, 'storage-failed', `storage (${kind}): ${lastError}`);
    },
  });

  const storage: ShelfStorage = {
    connection,
    notebook,
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
    input: async () => {
      const witness = witnessIn(notebook) ?? storage.lostLog;
      if (moved()) connection.close();
      await connection.run(async () => {});
      const places = storagePlaces(name);
      const others = places.filter((_, index) => index !== ladder.index);
      return { place: ladder.place, others, worse: places.slice(ladder.index + 1), witness };
    },
    moved,
    get since() {
      return since;
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

/**
 * What this shopper said on an earlier visit, without creating anything where they said nothing.
 *
 * @param name the shop's name
 * @param storage of the page
 */
export async function recallConsent(name: string, storage: ShelfStorage): Promise<Consent> {
  const { notebook, connection, ladder } = storage;
  const confirm = (since: number): Promise<Consent> => {
    const granted = (): Consent => 'granted';
    return storage.grant(since).then(granted, granted);
  };
  try {
    const places = storagePlaces(name);
    const existing = await withDeadline(Promise.all(places.map(placeExists)), EXISTS_DEADLINE);
    const noted = notebook.read();
    const exists = existing.includes(true);
    if (exists) {
      // Opening makes it where it is missing: only where there is something, or was.
      const known = existing[0] || noted !== null;
      const consent = known ? await connection.run(({ database }) => readConsent(database)).catch(() => undefined) : null;
      if (consent != null) return confirm(consent);
      // It does not open, or another place does: the note outside says that consent was given, if it still does.
      if (noted !== null && noted.since === notebook.read()?.since && (consent === undefined || ladder.rung >= 5))
        return confirm(noted.since ?? 0);
      // An older version's place, or one that an earlier day had to make do with: what was agreed to there still holds.
      const { consentElsewhere } = await import('../store/consent-elsewhere.js');
      const elsewhere = await consentElsewhere(places.filter((_, index) => existing[index] && !(known && index === ladder.index)));
      if (elsewhere !== null) return confirm(elsewhere);
      // Nobody knows what lies in it.
      if (consent === undefined) return 'unknown';
    }
    // Emptied by the browser or the shopper, left over from an erasure that was cut short, or made anew by our own opening:
    // nobody agreed to what is there.
    storage.lostLog = witnessIn(notebook);
    notebook.remove();
    if (exists) {
      storage.revoke();
      await (await import('../store/erase-storage.js')).eraseStorage(name, -1);
    }
    return 'unknown';
  } catch {
    return 'unknown';
  }
}
