import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import { withDeadline } from '../core/time/deadline.js';
import { type ClosedBecause, interruptDatabase, type OnClosed, type ShelfDatabase } from './database/database.js';
import { dropPacks } from './database/drop-packs.js';
import type { OpenStore } from './log/open-store.js';
import { classifyError, type ErrorClass } from './place/classify-error.js';

/** A connection that reopens itself. */
export interface Connection {
  /**
   * Runs a step on the open store, and opens it first if it is closed. A step that fails because the connection was lost is retried once on a new
   * one; so it must be repeatable, even while its first try is still running: the timeout of a step is 15 s. Over quota, packs are dropped and
   * the step is retried once.
   *
   * @param kind `write`: refused while storage is full
   * @throws OnshelfError `storage-failed` if the retry failed too; the cause is the browser's error
   */
  run<T>(step: (store: OpenStore) => Promise<T>, kind?: 'read' | 'write'): Promise<T>;
  /** The store if it is open and writable, else null. */
  openNow(): OpenStore | null;
  /** The store if it is open, even if it is full: deleting works then too. */
  readonly current: OpenStore | null;
  /** Time until which writes are suspended, milliseconds since 1970; 0: they are not. */
  readonly restsUntil: number;
  close(): void;
  /**
   * Lets go of the database while the page is in the back/forward cache (true), or uses it again (false). Steps wait meanwhile; those that were
   * running are interrupted, and run again. So a page that does not run keeps no other from the database.
   */
  rest(resting: boolean): void;
}

/** Options of a connection. */
export interface ConnectionOptions {
  /**
   * Opens the database.
   *
   * @param onClosed call it when the connection must not be used again
   * @param onLate call it with a database that opened after the timeout
   */
  open(onClosed: OnClosed, onLate: (database: ShelfDatabase) => void): Promise<ShelfDatabase>;
  /** Prepares an open database for use: `openStore`. */
  prepare(database: ShelfDatabase): Promise<OpenStore>;
  /** Called when the connection closes without `close()`; see `OnClosed`. */
  onClosed?(why: ClosedBecause, database: ShelfDatabase): Promise<unknown> | undefined;
  /** Called with every failure, even if a retry succeeds. */
  onFault?(kind: ErrorClass, error: unknown): void;
  /** Called when a write succeeds after a failure. */
  onMended?(): void;
  readonly now?: () => number;
}

/** Milliseconds for which storage is not used after a failure, so that the page never loops. */
const SUSPENSION_MS = 5 * 60_000;
/** Consecutive failed writes, each tried twice, after which writes are suspended for any error: some browsers report a full disk as unknown. */
const MAX_FAILED_WRITES = 3;
/** Timeout of a step: a transaction of a frozen page blocks all others. A late step may still complete. */
const STEP_TIMEOUT_MS = 15_000;

/** Creates a connection, not open yet. */
export function createConnection(options: ConnectionOptions): Connection {
  const now = options.now ?? Date.now;
  let opening: Promise<OpenStore> | null = null;
  let current: OpenStore | null = null;
  /** Times until which writes, and opening, are suspended. */
  let [writeRest, openRest] = [0, 0];
  let failed = false;
  let failedWrites = 0;
  /** Counts openings and closings, to detect late ones. */
  let generation = 0;
  /** Pending while the connection rests. */
  let resting: Promise<void> | undefined;
  let wake = (): void => {};
  /** Counts rests: a step that fails after one was interrupted. */
  let rests = 0;

  const drop = (): void => {
    generation++;
    opening = null;
    current = null;
  };

  const mended = (): void => {
    failed = false;
    options.onMended?.();
  };

  const use = (database: Promise<ShelfDatabase>): Promise<OpenStore> => {
    const mine = ++generation;
    const using = (async () => {
      const store = await options.prepare(await database);
      // Closed meanwhile, by this tab or another.
      if (generation !== mine) {
        store.database.close();
        throw new DOMException('The connection is closing.', 'InvalidStateError');
      }
      current = store;
      return store;
    })();
    opening = using;
    using.catch(() => {
      if (generation === mine) drop();
    });
    return using;
  };

  const open = async (): Promise<OpenStore> => {
    if (opening !== null) return opening;
    if (now() < openRest) throw suspended(openRest);
    // An abandoned connection may report its closing late, when a new one is already opening.
    let mine = 0;
    const closed: OnClosed = (why, database) => {
      if (generation === mine) drop();
      return options.onClosed?.(why, database);
    };
    const using = use(
      options.open(closed, (late) => {
        if (opening !== null) return late.close();
        openRest = 0;
        use(Promise.resolve(late)).then(mended, () => {});
        mine = generation;
      }),
    );
    mine = generation;
    return using;
  };

  const fail = (error: unknown): never => {
    failed = true;
    if (error instanceof OnshelfError) throw error;
    throw new OnshelfError('storage-failed', `Storage failed: ${messageOf(error ?? 'aborted without an error')}`, error);
  };

  const run = async <T>(step: (store: OpenStore) => Promise<T>, kind: 'read' | 'write' = 'read'): Promise<T> => {
    if (kind === 'write' && now() < writeRest) throw suspended(writeRest);
    for (let attempt = 1; ; attempt++) {
      let store: OpenStore;
      await resting;
      const before = rests;
      try {
        store = await open();
      } catch (error) {
        if (isCancelled(error)) throw error;
        if (rests !== before) {
          attempt--;
          continue;
        }
        const cause = (error as OnshelfError).cause ?? error;
        options.onFault?.(classifyError(cause), error);
        if (attempt === 1 && classifyError(cause) === 'transient') continue;
        openRest = now() + SUSPENSION_MS;
        return fail(error);
      }
      try {
        const result = await withDeadline(step(store), STEP_TIMEOUT_MS);
        if (kind === 'write') failedWrites = 0;
        if (kind === 'write' && failed) mended();
        return result;
      } catch (error) {
        if (isCancelled(error)) throw error;
        if (rests !== before) {
          attempt--;
          continue;
        }
        const found = classifyError(error);
        options.onFault?.(found, error);
        if (attempt === 1 && found === 'capacity') {
          const { database } = store;
          await dropPacks(database).catch(() => {});
          continue;
        }
        if (found === 'capacity') writeRest = now() + SUSPENSION_MS;
        // Except for invalid data, a connection that failed is not used again.
        if (found !== 'invalid-data' && current === store) {
          store.database.close();
          drop();
        }
        if (attempt === 1 && found !== 'invalid-data') continue;
        if (kind === 'write' && found !== 'invalid-data' && ++failedWrites >= MAX_FAILED_WRITES) writeRest = now() + SUSPENSION_MS;
        return fail(error);
      }
    }
  };

  return {
    run,
    openNow: () => (now() < writeRest ? null : current),
    get current() {
      return current;
    },
    get restsUntil() {
      const until = Math.max(writeRest, openRest);
      return until > now() ? until : 0;
    },
    close: () => {
      current?.database.close();
      drop();
      wake();
      resting = undefined;
      writeRest = openRest = failedWrites = 0;
      failed = false;
    },
    rest: (wanted) => {
      if (!wanted) {
        wake();
        resting = undefined;
      } else if (resting === undefined) {
        rests++;
        resting = new Promise((resolve) => {
          wake = resolve;
        });
        if (current !== null) interruptDatabase(current.database);
        drop();
      }
    },
  };
}

/** Whether a step was cancelled, or the shelf closed: not a failure of storage. */
function isCancelled(error: unknown): boolean {
  return error instanceof OnshelfError && (error.code === 'cancelled' || error.code === 'closed');
}

function suspended(until: number): OnshelfError {
  return new OnshelfError('storage-failed', `Storage is suspended until ${new Date(until).toISOString()}, after a failure.`);
}
