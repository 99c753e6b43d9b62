import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import { withDeadline } from '../core/time/deadline.js';
import type { ClosedBecause, OnClosed, ShelfDatabase } from './database/database.js';
import { dropPacks } from './database/drop-packs.js';
import type { OpenStore } from './log/open-store.js';
import { classifyError, type ErrorClass } from './place/classify-error.js';

/** A connection that mends itself. */
export interface Connection {
  /**
   * Runs a step on the open store. Opens it first where it is closed. A step that fails because the connection went away is
   * repeated once on a new one, so it must be one that may be repeated, also while its first try is still under way: one that
   * does not end is given up after 15 s. Over quota, packs are dropped and it is repeated once.
   *
   * @param kind `write`: refused while storage is full
   * @throws OnshelfError `storage-failed` when nothing helped; the cause is the browser's error
   */
  run<T>(step: (store: OpenStore) => Promise<T>, kind?: 'read' | 'write'): Promise<T>;
  /** The store if it is open and takes writes, else null. */
  openNow(): OpenStore | null;
  /** The store if it is open, whether it takes writes or not: what is taken away is taken away from a full one too. */
  readonly current: OpenStore | null;
  /** Milliseconds since 1970 until which nothing is written, or 0. */
  readonly restsUntil: number;
  close(): void;
}

/** What a connection works with. */
export interface ConnectionOptions {
  /**
   * Opens the database anew.
   *
   * @param onClosed to be called when the connection must not be used again
   * @param onLate to be called with a database that opened after it was given up
   */
  open(onClosed: OnClosed, onLate: (database: ShelfDatabase) => void): Promise<ShelfDatabase>;
  /** Makes an open database ready for use: `openStore`. */
  prepare(database: ShelfDatabase): Promise<OpenStore>;
  /** Called when the connection closed by itself; see `OnClosed`. */
  onClosed?(why: ClosedBecause, database: ShelfDatabase): Promise<unknown> | undefined;
  /** Called with every failure, helped or not. */
  onFault?(kind: ErrorClass, error: unknown): void;
  /** Called when a write went through that followed a failure. */
  onMended?(): void;
  readonly now?: () => number;
}

/** After a failure that nothing helped, storage is left alone for so long: the page must never be the one to loop. */
const REST = 5 * 60_000;
/** Writes that fail in a row, each of them tried twice, before storage is left alone whatever it says: some call a full disk unknown. */
const MAX_FAILED_WRITES = 3;
/** A transaction of a page that the browser froze keeps all others waiting. A step that is late may still be carried out. */
const STEP_DEADLINE = 15_000;

/** Makes a connection that is not open yet. */
export function createConnection(options: ConnectionOptions): Connection {
  const now = options.now ?? Date.now;
  let opening: Promise<OpenStore> | null = null;
  let current: OpenStore | null = null;
  /** Writes rest when storage is full; opening rests when it failed. */
  let [writeRest, openRest] = [0, 0];
  let failed = false;
  let failedWrites = 0;
  /** Counts openings and closings: one that is late finds another number. */
  let generation = 0;

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
      // Closed meanwhile, by us or by another tab.
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
    if (now() < openRest) throw resting(openRest);
    // A connection that was given up is told late that it closed: a new one may be on its way by then.
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
    if (kind === 'write' && now() < writeRest) throw resting(writeRest);
    for (let attempt = 1; ; attempt++) {
      let store: OpenStore;
      try {
        store = await open();
      } catch (error) {
        if (isCancelled(error)) throw error;
        const cause = (error as OnshelfError).cause ?? error;
        options.onFault?.(classifyError(cause), error);
        if (attempt === 1 && classifyError(cause) === 'transient') continue;
        openRest = now() + REST;
        return fail(error);
      }
      try {
        const result = await withDeadline(step(store), STEP_DEADLINE);
        if (kind === 'write') failedWrites = 0;
        if (kind === 'write' && failed) mended();
        return result;
      } catch (error) {
        if (isCancelled(error)) throw error;
        const found = classifyError(error);
        options.onFault?.(found, error);
        if (attempt === 1 && found === 'capacity') {
          const { database } = store;
          await dropPacks(database).catch(() => {});
          continue;
        }
        if (found === 'capacity') writeRest = now() + REST;
        // A connection that failed for good reasons, or for none it told, is not used again.
        if (found !== 'invalid-data' && current === store) {
          store.database.close();
          drop();
        }
        if (attempt === 1 && found !== 'invalid-data') continue;
        if (kind === 'write' && found !== 'invalid-data' && ++failedWrites >= MAX_FAILED_WRITES) writeRest = now() + REST;
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
      writeRest = openRest = failedWrites = 0;
      failed = false;
    },
  };
}

/** Not storage's failure: somebody changed their mind, or closed the shelf. */
function isCancelled(error: unknown): boolean {
  return error instanceof OnshelfError && (error.code === 'cancelled' || error.code === 'closed');
}

function resting(until: number): OnshelfError {
  return new OnshelfError('storage-failed', `Storage rests until ${new Date(until).toISOString()}.`);
}
