/**
 * How an operation of IndexedDB goes wrong, as browsers do it.
 *
 * - `open-unknown`: `open()` fails with UnknownError (the backing store does not open)
 * - `open-refused`: `open()` fails with InvalidStateError
 * - `open-hangs`: `open()` does not settle, unless it is let go later
 * - `refused`: `transaction()` throws InvalidStateError (the connection is closing)
 * - `quota`, `unknown`, `aborted`: requests succeed, then the transaction aborts with QuotaExceededError, UnknownError, or null
 * - `unacknowledged`: the transaction commits, and the page is told that it aborted
 * - `stuck`: the transaction does not end, and keeps others waiting, until it is let go later
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

/** Which operations of its kind a fault hits. */
export interface Fault {
  readonly kind: FaultKind;
  /** Operations that go well first. */
  readonly after: number;
  /** Operations that fail then; Infinity: until it is disarmed. */
  readonly times: number;
}

/** Makes operations fail under whatever drives IndexedDB. */
export interface FaultInjector {
  arm(fault: Fault): void;
  /** Lets every opening of one database fail from now on, as a backing store that is broken does. Connections that are open stay. */
  breakPlace(database: string): void;
  /** Nothing fails any more. */
  disarm(): void;
  /** Lets openings that hang succeed after all. */
  release(): void;
  /** IndexedDB as it was. */
  remove(): void;
}

/**
 * Puts itself between IndexedDB and its users, in Node and in browsers alike.
 *
 * @param onHang called when an opening hangs: somebody has to let the deadline pass
 */
export function installFaultInjector(onHang: () => void): FaultInjector {
  const real = { open: IDBFactory.prototype.open, transaction: IDBDatabase.prototype.transaction };
  let armed: { kind: FaultKind; after: number; times: number } | null = null;
  let hanging: (() => void)[] = [];
  let broken: string | null = null;
  /** Transactions that do not end. */
  const stuck = new Set<IDBTransaction>();

  const connections = new Set<IDBDatabase>();

  /** A browser that takes a database away takes it from everybody. */
  const closeAll = (name: string): void => {
    for (const database of connections) {
      if (database.name !== name) continue;
      connections.delete(database);
      database.close();
      database.dispatchEvent(new IDBVersionChangeEvent('close'));
    }
  };

  /** Is this operation to fail, and how? */
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
    // A listener of ours first: whoever asked has none yet.
    if (kind === 'open-hangs') hang(request);
    return request;
  };

  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given: Parameters<IDBDatabase['transaction']>) {
    // fake-indexeddb begins its upgrades here; those of browsers do not pass by.
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

/** The transaction commits; its connection dies before it can say so. */
function denyCompletion(transaction: IDBTransaction): void {
  transaction.addEventListener('complete', (event) => {
    event.stopImmediatePropagation();
    transaction.dispatchEvent(new IDBVersionChangeEvent('abort'));
  });
}

/** Asks again and again, as a page does that a debugger or another tab's code keeps busy, so that the transaction does not end. */
function keepOpen(transaction: IDBTransaction, stuck: Set<IDBTransaction>): void {
  stuck.add(transaction);
  Object.defineProperty(transaction, 'commit', { value: () => {}, configurable: true });
  const again = (): void => {
    if (stuck.has(transaction)) transaction.objectStore(transaction.objectStoreNames[0]).count().onsuccess = again;
  };
  again();
}

/** Made anew each time: its stack says whose transaction it was. */
const ERRORS: Partial<Record<FaultKind, () => DOMException>> = {
  quota: () => new DOMException('The quota is exceeded.', 'QuotaExceededError'),
  unknown: () => new DOMException('Internal error committing transaction.', 'UnknownError'),
};

/** Probes in a row between which nobody made a request: then nobody will. */
const IDLE_PROBES = 3;

/** All requests succeed; where the transaction would commit, it aborts. */
function abortAtTheEnd(transaction: IDBTransaction, kind: FaultKind, close: () => void): void {
  const error = ERRORS[kind]?.() ?? null;
  if (error !== null) Object.defineProperty(transaction, 'error', { value: error, configurable: true });
  // Configurable: a proxy may not answer otherwise for what is not.
  Object.defineProperty(transaction, 'commit', { value: () => {}, configurable: true });
  let succeeded = 0;
  let idle = 0;
  transaction.addEventListener('success', () => succeeded++, true);
  const probe = (): void => {
    const before = succeeded;
    transaction.objectStore(transaction.objectStoreNames[0]).count().onsuccess = () => {
      idle = succeeded - before > 1 ? 0 : idle + 1;
      if (idle < IDLE_PROBES) return probe();
      transaction.abort();
      if (kind === 'closed') close();
    };
  };
  probe();
}
