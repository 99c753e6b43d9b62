import { type DBSchema, type IDBPDatabase, type IDBPTransaction, unwrap, wrap } from 'idb';
import { OnshelfError } from '../../core/onshelf-error.js';
import { withDeadline } from '../../core/time/deadline.js';
import type { Consent } from '../../types/consent.js';
import type { ShelfEvent } from '../../types/event.js';
import type { ScorerMemory } from '../../types/scoring/choice-memory.js';
import type { StoragePlace } from '../../types/storage.js';
import { deletePlace, factoryOf } from '../place/storage-place.js';
import type { Sealed } from '../sealing/sealer.js';

/** The stores of the database. Versions only ever add to it. */
interface ShelfSchema extends DBSchema {
  /** The log, in order of commits. */
  events: { key: number; value: LogRow; indexes: { id: string } };
  /** One record per appending transaction: the number of its events. */
  batches: { key: number; value: number };
  /** Single records by name. */
  meta: { key: keyof MetaRecords; value: MetaRecords[keyof MetaRecords] };
  /** The profile folded so far, and what is learned from it: caches. */
  profiles: { key: 'current' | 'learned'; value: ProfileRow };
  /** Manifests by address. */
  manifests: { key: string; value: { text: string; files: readonly string[] } };
  /** Files by SHA-256. */
  files: { key: string; value: ArrayBuffer };
}

/** A record of the log: sealed since version 2 of the database, unsealed before. */
export type LogRow = { sequence?: number; id: string } & ({ sealed: Sealed } | ShelfEvent);

/** A profile up to a cursor in the log. */
interface ProfileRow {
  readonly epoch: number;
  readonly cursor: number;
  readonly sealed: Sealed;
}

/** The single records. */
interface MetaRecords {
  consent: Consent;
  /** Time of the consent, milliseconds since 1970. */
  since: number;
  /** The events were moved to another place: a tab that sees this database deleted continues there. */
  moved: boolean;
  /** Random name of the log. */
  log: string;
  /** Seals the log. Not extractable; erased with the log. */
  key: CryptoKey;
  /** Increases with every removal. */
  epoch: number;
  /** Events removed on purpose, and events lost, since the start of the log. */
  removed: number;
  lost: number;
  /** Name of the previous log, once its events are counted as lost. */
  missed: string;
  /** Time of the last maintenance, milliseconds since 1970. */
  maintained: number;
  scorers: ScorerMemory;
  /** The highest numbers of signed files that were used, by address. Not among the packs: those are dropped where room is short. */
  numbers: Readonly<Record<string, number>>;
}

/** An open database. */
export type ShelfDatabase = IDBPDatabase<ShelfSchema>;

/** Why a connection closed: the database is being deleted, a newer version is opening it, or the browser closed it. */
export type ClosedBecause = 'erased' | 'upgraded' | 'lost';

const VERSION = 2;
const STORES = ['batches', 'events', 'files', 'manifests', 'meta', 'profiles'] as const;
/**
 * Called when a connection must not be used again. If it returns a promise, the database is closed after that settles.
 */
export type OnClosed = (why: ClosedBecause, database: ShelfDatabase) => Promise<unknown> | undefined;

/** Timeout of opening, in milliseconds. */
const OPEN_TIMEOUT_MS = 2500;

/**
 * Opens the database, and creates it if it is missing. The connection closes when another tab deletes or upgrades it. A database of a newer
 * version is opened as it is: it has these stores, and others.
 *
 * @param place of the database
 * @param onClosed called when the connection closed and must not be used again
 * @param onLate called with a database that opened after the timeout; without it, such a database is closed
 * @throws OnshelfError `storage-failed`: refused, blocked, or timed out; the cause is the browser's error
 */
export function openShelfDatabase(
  place: StoragePlace,
  onClosed: OnClosed,
  onLate?: (database: ShelfDatabase) => void,
): Promise<ShelfDatabase> {
  return openInTime(place, onClosed, onLate, false);
}

/** The same, but a missing database is an error too: whoever opens one that is being erased must not create it anew. */
export function openExistingDatabase(
  place: StoragePlace,
  onClosed: OnClosed,
  onLate?: (database: ShelfDatabase) => void,
): Promise<ShelfDatabase> {
  return openInTime(place, onClosed, onLate, true);
}

async function openInTime(
  place: StoragePlace,
  onClosed: OnClosed,
  onLate: ((database: ShelfDatabase) => void) | undefined,
  mustExist: boolean,
): Promise<ShelfDatabase> {
  let late = false;
  // In some browsers `open` itself throws; in an async function that is a rejection too.
  const opening = request(place, onClosed, mustExist);
  opening.then(
    (database) => late && (onLate === undefined ? database.close() : onLate(database)),
    () => {},
  );
  try {
    return await withDeadline(opening, OPEN_TIMEOUT_MS);
  } catch (error) {
    late = true;
    throw new OnshelfError('storage-failed', `The database "${place.database}" did not open; events stay in memory.`, error);
  }
}

/** Clears all stores of an open database in one transaction. */
export async function emptyStores(database: ShelfDatabase): Promise<void> {
  const names = [...database.objectStoreNames];
  const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
  await Promise.all(names.map((store) => transaction.objectStore(store).clear()));
  await transaction.done;
}

async function request(place: StoragePlace, onClosed: OnClosed, mustExist: boolean): Promise<ShelfDatabase> {
  const factory = await factoryOf(place);
  const database = await openVersion(factory, place.database, mustExist, VERSION).catch(async (error: DOMException) => {
    if (error.name === 'VersionError') return openVersion(factory, place.database, true);
    // The bucket was created by looking.
    if (mustExist && place.bucket !== null && (await factory.databases()).length === 0) await deletePlace(place);
    throw error;
  });
  if (STORES.some((store) => !database.objectStoreNames.contains(store))) {
    database.close();
    throw new Error('it is not ours');
  }
  database.addEventListener('versionchange', (event) => {
    const last = onClosed((event as IDBVersionChangeEvent).newVersion === null ? 'erased' : 'upgraded', database);
    if (last === undefined) database.close();
    else void last.catch(() => {}).then(() => database.close());
  });
  database.addEventListener('close', () => void onClosed('lost', database));
  // Opening is not enough: in WebKit, a page frozen during a transaction blocks all others.
  await database.get('meta', 'consent');
  return database;
}

async function openVersion(factory: IDBFactory, name: string, mustExist: boolean, version?: number): Promise<ShelfDatabase> {
  const opening = factory.open(name, version);
  opening.addEventListener('upgradeneeded', (event) => {
    const transaction = hush(opening.transaction as IDBTransaction) as unknown as Upgrade;
    try {
      if (mustExist && event.oldVersion === 0) throw new Error('it does not exist');
      upgrade(wrap(opening.result) as unknown as ShelfDatabase, transaction);
    } catch {
      // What is thrown here would be an error of the page. A database that is created is removed again; another's stays as it is.
      transaction.abort();
    }
  });
  const database = (await wrap(opening)) as unknown as ShelfDatabase;
  const { result } = opening;
  const { transaction } = result;
  const running = new Set<IDBTransaction>();
  transactions.set(database, running);
  result.transaction = (...given) => {
    const begun = transaction.apply(result, given);
    running.add(begun);
    for (const end of ['complete', 'abort']) begun.addEventListener(end, () => running.delete(begun));
    return unwrap(hush(begun));
  };
  return database;
}

const transactions = new WeakMap<ShelfDatabase, ReadonlySet<IDBTransaction>>();

/** Aborts the transactions of a database that are not committed yet, and closes it. What was committed explicitly is still written. */
export function interruptDatabase(database: ShelfDatabase): void {
  for (const running of transactions.get(database) ?? []) {
    try {
      running.abort();
    } catch {
      // It is committing.
    }
  }
  database.close();
}

/** Handles the rejection of a transaction's `done`, so that the page reports no unhandled rejection; its requests reject as well. */
function hush(transaction: IDBTransaction): IDBPTransaction {
  const wrapped = wrap(transaction);
  wrapped.done.catch(() => {});
  return wrapped;
}

type Upgrade = IDBPTransaction<ShelfSchema, (keyof Pick<ShelfSchema, 'events' | 'batches'>)[], 'versionchange'>;

function upgrade(database: ShelfDatabase, transaction: Upgrade): void {
  // By its stores, not its version: opening without a version creates a database of version 1 without stores.
  const isNew = database.objectStoreNames.length === 0;
  if (isNew) {
    database.createObjectStore('events', { keyPath: 'sequence', autoIncrement: true }).createIndex('id', 'id', { unique: true });
    for (const store of ['meta', 'profiles', 'manifests', 'files'] as const) database.createObjectStore(store);
  }
  const batches = database.createObjectStore('batches', { autoIncrement: true });
  if (isNew) return;
  const profiles = (transaction as unknown as IDBPTransaction<ShelfSchema, ['profiles'], 'versionchange'>).objectStore('profiles');
  // Before version 2 the log was not counted, and the profile was not sealed. Where a request fails, the upgrade aborts, which is reported.
  const counting = transaction
    .objectStore('events')
    .count()
    .then((events) => batches.add(events));
  for (const step of [counting, profiles.clear()]) step.catch(() => {});
}
