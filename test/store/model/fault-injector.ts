/**
 * How an operation of IndexedDB fails, as in browsers.
 *
 * - `open-unknown`: `open()` fails with UnknownError (the backing store does not open)
 * - `open-refused`: `open()` fails with InvalidStateError
 * - `open-hangs`: `open()` does not settle, unless it is released later
 * - `refused`: `transaction()` throws InvalidStateError (the connection is closing)
 * - `quota`, `unknown`, `aborted`: requests succeed, then the transaction aborts with QuotaExceededError, UnknownError, or null
 * - `unacknowledged`: the transaction commits, but the page gets an `abort` event
 * - `stuck`: the transaction does not end, and blocks others, until it is released later
 * - `closed`: the transaction aborts and every connection to the database is closed, with a `close` event
 */
export type FaultKind =
  | 'open-unknown'
  | 'open-refused'
  | 'open-hangs'
  | 'refused'
  | 'quota'
  | 'unknown'
  | 'aborted'
  | 'unacknowledged'
  | 'stuck'
  | 'closed';

/** The operations of its kind that a fault affects. */
export interface Fault {
  readonly kind: FaultKind;
  /** Operations that succeed first. */
  readonly after: number;
  /** Operations that fail then; Infinity: until the fault is disarmed. */
  readonly times: number;
}

/** Makes IndexedDB's operations fail for its users. */
export interface FaultInjector {
  arm(fault: Fault): void;
  /** Makes every opening of one database fail from now on, like a broken backing store. Open connections stay. */
  breakPlace(database: string): void;
  /** Removes all faults. */
  disarm(): void;
  /** Lets hanging openings succeed. */
  release(): void;
  /** Restores IndexedDB. */
  remove(): void;
}

/**
 * Wraps IndexedDB, in Node and in browsers.
 *
 * @param onHang called when an opening hangs: the test must let the deadline pass
 */
export function installFaultInjector(onHang: () => void): FaultInjector {
  const real = { open: IDBFactory.prototype.open, transaction: IDBDatabase.prototype.transaction };
  let armed: { kind: FaultKind; after: number; times: number } | null = null;
  let hanging: (() => void)[] = [];
  let broken: string | null = null;
  /** Transactions that do not end. */
  const stuck = new Set<IDBTransaction>();

  const connections = new Set<IDBDatabase>();

  /** Closes all connections, as a browser does that deletes a database. */
  const closeAll = (name: string): void => {
    for (const database of connections) {
      if (database.name !== name) continue;
      connections.delete(database);
      database.close();
      database.dispatchEvent(new IDBVersionChangeEvent('close'));
    }
  };

  /** Returns how this operation fails, if it does. */
  const next = (applies: (kind: FaultKind) => boolean): FaultKind | null => {
    if (armed === null || !applies(armed.kind)) return null;
    if (armed.after-- > 0) return null;
    if (armed.times-- > 0) return armed.kind;
    armed = null;
    return null;
  };

  const hang = (request: IDBOpenDBRequest): void => {
    request.addEventListener('success', (event) => {
      event.stopImmediatePropagation();
      const database = request.result;
      const succeed = (): void => {
        database.removeEventListener('versionchange', giveUp);
        request.dispatchEvent(new IDBVersionChangeEvent('success'));
      };
      const giveUp = (): void => {
        hanging = hanging.filter((other) => other !== succeed);
        database.close();
      };
      database.addEventListener('versionchange', giveUp);
      hanging.push(succeed);
    });
    onHang();
  };

  IDBFactory.prototype.open = function (this: IDBFactory, ...given: Parameters<IDBFactory['open']>) {
    const kind = given[0] === broken ? 'open-unknown' : next((one) => one.startsWith('open-'));
    if (kind === 'open-unknown') throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
    if (kind === 'open-refused') throw new DOMException('The document is not fully active.', 'InvalidStateError');
    const request = real.open.apply(this, given);
    request.addEventListener('success', () => connections.add(request.result));
    // This listener is the first: the caller has none yet.
    if (kind === 'open-hangs') hang(request);
    return request;
  };

  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given: Parameters<IDBDatabase['transaction']>) {
    // fake-indexeddb begins its upgrades here; browsers do not.
    if ((given[1] as IDBTransactionMode) === 'versionchange') return real.transaction.apply(this, given);
    const writes = given[1] === 'readwrite';
    const kind = next(
      (one) => !one.startsWith('open-') && (writes || one === 'refused' || one === 'aborted' || one === 'stuck' || one === 'closed'),
    );
    if (kind === 'refused') throw new DOMException('The database connection is closing.', 'InvalidStateError');
    const transaction = real.transaction.apply(this, given);
    if (kind === 'unacknowledged') denyCompletion(transaction);
    else if (kind === 'stuck') keepOpen(transaction, stuck);
    else if (kind !== null) abortAtTheEnd(transaction, kind, () => closeAll(this.name));
    return transaction;
  };

  return {
    arm: (fault) => {
      armed = { ...fault };
    },
    breakPlace: (database) => {
      broken = database;
    },
    disarm: () => {
      armed = broken = null;
    },
    release: () => {
      stuck.clear();
      const released = hanging;
      hanging = [];
      for (const succeed of released) succeed();
    },
    remove: () => {
      IDBFactory.prototype.open = real.open;
      IDBDatabase.prototype.transaction = real.transaction;
    },
  };
}

/** The transaction commits; its connection closes before it can report that. */
function denyCompletion(transaction: IDBTransaction): void {
  transaction.addEventListener('complete', (event) => {
    event.stopImmediatePropagation();
    transaction.dispatchEvent(new IDBVersionChangeEvent('abort'));
  });
}

/** Makes a request of the first store. The transaction of an upgrade that was aborted has none left. */
function countFirst(transaction: IDBTransaction, then: () => void): void {
  const [name] = transaction.objectStoreNames;
  if (name !== undefined) transaction.objectStore(name).count().onsuccess = then;
}

/** Makes requests continuously, like a page that a debugger or another tab keeps busy, so that the transaction does not end. */
function keepOpen(transaction: IDBTransaction, stuck: Set<IDBTransaction>): void {
  stuck.add(transaction);
  Object.defineProperty(transaction, 'commit', { value: () => {}, configurable: true });
  const again = (): void => {
    if (stuck.has(transaction)) countFirst(transaction, again);
  };
  again();
}

/** Created anew each time: its stack shows whose transaction it was. */
const ERRORS: Partial<Record<FaultKind, () => DOMException>> = {
  quota: () => new DOMException('The quota is exceeded.', 'QuotaExceededError'),
  unknown: () => new DOMException('Internal error committing transaction.', 'UnknownError'),
};

/** Consecutive probes without a request: after them no request will come. */
const IDLE_PROBES = 3;

/** All requests succeed; instead of a commit, the transaction aborts. */
function abortAtTheEnd(transaction: IDBTransaction, kind: FaultKind, close: () => void): void {
  const error = ERRORS[kind]?.() ?? null;
  if (error !== null) Object.defineProperty(transaction, 'error', { value: error, configurable: true });
  // Configurable: a proxy may not return another value for a property that is not.
  Object.defineProperty(transaction, 'commit', { value: () => {}, configurable: true });
  let succeeded = 0;
  let idle = 0;
  transaction.addEventListener('success', () => succeeded++, true);
  const probe = (): void => {
    const before = succeeded;
    countFirst(transaction, () => {
      idle = succeeded - before > 1 ? 0 : idle + 1;
      if (idle < IDLE_PROBES) return probe();
      transaction.abort();
      if (kind === 'closed') close();
    });
  };
  probe();
}
