import { OnshelfError } from '../core/onshelf-error.js';
import { readRefusal } from '../core/refusal-note.js';
import type { Connection } from '../store/connection.js';
import { type Notebook, openNotebook } from '../store/notebook.js';
import type { RecoveryLadder } from '../store/recovery-ladder.js';
import { storagePlaces } from '../store/storage-place.js';
import type { StorageInput } from '../types/engine.js';
import type { Failure } from '../types/health.js';
import type { LogReport, LogWitness, StoragePlace } from '../types/storage.js';
import { loadLater } from './load-later.js';
import type { PageStorage } from './page-storage.js';
import type { StorageCallbacks } from './storage-callbacks.js';

/** The page's storage: the connection, where it leads, and what was noted of it. */
export interface ShelfStorage {
  readonly connection: Connection;
  readonly notebook: Notebook;
  /** Where the log lies, or is looked for. */
  readonly ladder: Pick<RecoveryLadder, 'place' | 'index' | 'rung'>;
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
  /** When consent was given according to the record in the place in use; null where there is none. */
  readConsent(): Promise<number | null>;
  /** The same according to other places. */
  consentElsewhere(places: readonly StoragePlace[]): Promise<number | null>;
  /** Could it not be found out whether something is stored? */
  unasked: boolean;
  /** The log of an earlier visit, where all that is left of it is the note: the next one counts its events as lost. */
  lostLog: LogWitness | null;
  /** What last went wrong, or null. */
  readonly lastError: Failure | null;
}

/**
 * Makes the storage of a page. What opens a database comes in a part of its own, which every page fetches at once, whoever the shopper is: until it is
 * there, what is asked of storage waits, in order. Where it cannot be had, storage fails and events stay in memory.
 */
export function createShelfStorage(name: string, callbacks: StorageCallbacks): ShelfStorage {
  const notebook = openNotebook(name);
  let [inner, loading, closed]: [PageStorage | null, Promise<PageStorage> | null, boolean] = [null, null, false];
  let granted: number | undefined;
  let unloadable: Failure | null = null;

  const load = async (): Promise<PageStorage> => {
    try {
      const { createPageStorage } = await loadLater();
      unloadable = null;
      inner ??= createPageStorage(name, callbacks);
      return inner;
    } catch (error) {
      loading = null;
      const message = 'index-later-*.js could not be loaded: is it beside index.js?';
      unloadable = { part: 'storage', code: 'storage-failed', message };
      throw new OnshelfError('storage-failed', message, error);
    }
  };
  const later = async <T>(step: (storage: PageStorage) => T | Promise<T>): Promise<T> => {
    if (closed) throw new OnshelfError('closed', 'The shelf was closed.');
    loading ??= load();
    return step(inner ?? (await loading));
  };
  const soon = (step: (storage: PageStorage) => void): void => void later(step).catch(() => {});
  soon(() => {});

  return {
    connection: {
      run: (step, kind) => later(({ connection }) => connection.run(step, kind)),
      openNow: () => inner?.connection.openNow() ?? null,
      get current() {
        return inner?.connection.current ?? null;
      },
      get restsUntil() {
        return inner?.connection.restsUntil ?? 0;
      },
      close: () => soon(({ connection }) => connection.close()),
    },
    notebook,
    get ladder() {
      return inner?.ladder ?? { place: storagePlaces(name)[0], index: 0, rung: 0 };
    },
    grant: (at) => {
      granted ??= Math.max(at, (readRefusal(name)?.at ?? -1) + 1);
      const mine = granted;
      return later((storage) => storage.grant(mine));
    },
    revoke: () => {
      granted = undefined;
      soon((storage) => storage.revoke());
    },
    close: () => {
      soon((storage) => storage.close());
      closed = true;
    },
    input() {
      return later((storage) => storage.input(this.lostLog));
    },
    readConsent: () => later((storage) => storage.readConsent()),
    consentElsewhere: (places) => later((storage) => storage.consentElsewhere(places)),
    moved: () => inner?.moved() ?? false,
    get since() {
      return inner?.since;
    },
    get grantedAt() {
      return granted;
    },
    report: null,
    earlier: 0,
    gone: 0,
    lostLog: null,
    unasked: false,
    get lastError() {
      return inner?.lastError ?? unloadable;
    },
  };
}
