/** What the stores of a database hold: by the name of a store, the types of its keys and values. */
export type Schema<Names extends string = string> = Readonly<Record<Names, { readonly key: IDBValidKey; readonly value: unknown }>>;

/** A store within a transaction. As IndexedDB's own, but for promises in place of requests. */
interface PromisedStore<Key, Value> {
  get(key: Key): Promise<Value | undefined>;
  getKey(key: Key): Promise<Key | undefined>;
  getAll(range?: IDBKeyRange): Promise<Value[]>;
  getAllKeys(): Promise<Key[]>;
  count(): Promise<number>;
  put(value: Value, key?: Key): Promise<Key>;
  add(value: Value, key?: Key): Promise<Key>;
  delete(key: Key): Promise<undefined>;
  clear(): Promise<undefined>;
  index(name: string): { getKey(key: IDBValidKey): Promise<Key | undefined> };
}

/** A transaction over some of the stores. */
interface PromisedTransaction<Stores extends Schema, Names extends keyof Stores> {
  objectStore<Name extends Names>(name: Name): PromisedStore<Stores[Name]['key'], Stores[Name]['value']>;
  /** The first of its stores: the only one, where it was begun over one. */
  readonly store: PromisedStore<Stores[Names]['key'], Stores[Names]['value']>;
  /** Resolves when it is committed, rejects where it was aborted. Who waits for a request need not wait for this one too. */
  readonly done: Promise<unknown>;
  commit(): void;
}

/** The calls of a store that may be made of the database, as a transaction of their own. */
type Single<Stores extends Schema, Call extends 'get' | 'getAll' | 'count' | 'put' | 'delete' | 'clear'> = <Name extends keyof Stores>(
  store: Name,
  ...given: Parameters<PromisedStore<Stores[Name]['key'], Stores[Name]['value']>[Call]>
) => ReturnType<PromisedStore<Stores[Name]['key'], Stores[Name]['value']>[Call]>;

/** An open database. */
export interface PromisedDatabase<Stores extends Schema> {
  /** All that are there: a newer version may have added some. */
  readonly storeNames: readonly (keyof Stores)[];
  transaction<Name extends keyof Stores>(
    stores: Name | readonly Name[],
    mode?: IDBTransactionMode,
    options?: IDBTransactionOptions,
  ): PromisedTransaction<Stores, Name>;
  readonly get: Single<Stores, 'get'>;
  readonly getAll: Single<Stores, 'getAll'>;
  readonly count: Single<Stores, 'count'>;
  /** Those that write resolve when it is committed. */
  readonly put: Single<Stores, 'put'>;
  readonly delete: Single<Stores, 'delete'>;
  readonly clear: Single<Stores, 'clear'>;
  close(): void;
}

const READS = ['get', 'getKey', 'getAll', 'getAllKeys', 'count'] as const;
const WRITES = ['put', 'add', 'delete', 'clear'] as const;
const CALLS = [...READS, ...WRITES];

type Requests = Readonly<Record<string, (...given: readonly unknown[]) => IDBRequest>>;
/** By the name of a call. What its parameters are, the interfaces above say. */
type Calls = Record<string, (...given: readonly unknown[]) => unknown>;

/** Resolves with a request's result, within the turn in which its transaction can still be used. */
export function promised<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

/** Both stores and indexes: what an index cannot do is not called. */
function callsOf(source: IDBObjectStore | IDBIndex): Calls {
  const requests = source as unknown as Requests;
  return Object.fromEntries(CALLS.map((call) => [call, (...given) => promised(requests[call](...given))]));
}

function promisedTransaction(transaction: IDBTransaction): PromisedTransaction<Schema, string> {
  const done = new Promise((resolve, reject) => {
    const fail = (): void => reject(transaction.error ?? new DOMException('AbortError', 'AbortError'));
    transaction.addEventListener('complete', resolve);
    transaction.addEventListener('error', fail);
    transaction.addEventListener('abort', fail);
  });
  // That it failed too must not be reported to the page as unheard.
  done.catch(() => {});
  const objectStore = (name: string): PromisedStore<never, unknown> => {
    const store = transaction.objectStore(name);
    const index = (of: string): Calls => callsOf(store.index(of));
    return { ...callsOf(store), index } as unknown as PromisedStore<never, unknown>;
  };
  return {
    objectStore,
    get store() {
      return objectStore(transaction.objectStoreNames[0]);
    },
    done,
    commit: () => transaction.commit(),
  };
}

/**
 * Wraps a database, so that what is asked of it comes as promises.
 *
 * @param database open
 */
export function promisedDatabase<Stores extends Schema>(database: IDBDatabase): PromisedDatabase<Stores> {
  const begin = (stores: string | string[], mode?: IDBTransactionMode, options?: IDBTransactionOptions) =>
    promisedTransaction(database.transaction(stores, mode, options));
  const single = (call: string): [string, unknown] => [
    call,
    async (name: string, ...given: readonly unknown[]) => {
      const writes = WRITES.includes(call as never);
      const transaction = begin(name, writes ? 'readwrite' : 'readonly');
      const asked = (transaction.store as unknown as Calls)[call](...given);
      return (await Promise.all([asked, writes && transaction.done]))[0];
    },
  ];
  return {
    ...Object.fromEntries(CALLS.map(single)),
    storeNames: [...database.objectStoreNames],
    transaction: begin,
    close: () => database.close(),
  } as unknown as PromisedDatabase<Stores>;
}
