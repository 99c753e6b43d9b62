import { type DBSchema, type IDBPDatabase, type IDBPTransaction, unwrap, wrap } from 'idb';
import { OnshelfError } from '../../core/onshelf-error.js';
import { withDeadline } from '../../core/time/deadline.js';
import type { Consent } from '../../types/consent.js';
import type { ShelfEvent } from '../../types/event.js';
import type { ScorerMemory } from '../../types/scoring/choice-memory.js';
import type { StoragePlace } from '../../types/storage.js';
import { factoryOf } from '../place/storage-place.js';
import type { Sealed } from '../sealing/sealer.js';

/** The stores of the database. Versions only ever add to it. */
interface ShelfSchema extends DBSchema {
  /** The log, in the order in which transactions committed. */
  events: { key: number; value: LogRow; indexes: { id: string } };
  /** One record for each transaction that appended: how many events, written together with them. */
  batches: { key: number; value: number };
  /** Single records by name. */
  meta: { key: keyof MetaRecords; value: MetaRecords[keyof MetaRecords] };
  /** The profile folded so far: a cache. */
  profiles: { key: 'current'; value: ProfileRow };
  /** Manifests by address. */
  manifests: { key: string; value: { text: string; files: readonly string[] } };
  /** Files by SHA-256. */
  files: { key: string; value: ArrayBuffer };
}

/** An event as it lies in the log: sealed since version 2, in the clear before. The log numbers it. */
export type LogRow = { sequence?: number; id: string } & ({ sealed: Sealed } | ShelfEvent);

/** A profile as of a place in the log. */
interface ProfileRow {
  readonly epoch: number;
  readonly cursor: number;
  readonly sealed: Sealed;
}

/** The single records. */
interface MetaRecords {
  consent: Consent;
  /** When it was given, milliseconds since 1970. */
  since: number;
  /** What lay here was brought elsewhere: whoever sees it deleted goes on there. */
  moved: boolean;
  /** Random, made with the log. */
  log: string;
  /** Seals the log. Not extractable; gone with everything it sealed. */
  key: CryptoKey;
  /** Counts up with every removal. */
  epoch: number;
  /** Events taken out on purpose, and events lost, since the log began. */
  removed: number;
  lost: number;
  /** Name of the log before this one, once its events are counted as lost. */
  missed: string;
  /** When the log was last put in order, milliseconds since 1970. */
  maintained: number;
  scorers: ScorerMemory;
}

/** An open database. */
export type ShelfDatabase = IDBPDatabase<ShelfSchema>;

/** Why a connection closed: the database is being deleted, a newer version wants in, or the browser took it away. */
export type ClosedBecause = 'erased' | 'upgraded' | 'lost';

const VERSION = 2;
const STORES = ['batches', 'events', 'files', 'manifests', 'meta', 'profiles'] as const;
/**
 * Hears that a connection must not be used again. What it returns is waited for before the database is let go of, where
 * there is anything left to let go of.
 */
export type OnClosed = (why: ClosedBecause, database: ShelfDatabase) => Promise<unknown> | undefined;

/** An open that has not settled by then is treated as failed. */
const OPEN_DEADLINE = 2500;

/**
 * Opens the database, making it where it is missing. The connection closes itself when another tab deletes or upgrades. A
 * database that a newer version of this library made is opened as it is: its stores are ours and more.
 *
 * @param place where it lies
 * @param onClosed called when the connection closed by itself or for another tab, and must not be used again
 * @param onLate called with a database that opened after the deadline, instead of closing it
 * @throws OnshelfError `storage-failed`: refused, blocked, or not answered in time; the cause is the browser's own error
 */
export async function openShelfDatabase(
  place: StoragePlace,
  onClosed: OnClosed,
  onLate?: (database: ShelfDatabase) => void,
): Promise<ShelfDatabase> {
  let late = false;
  // Refusals are thrown by `open` itself in some browsers; inside an async function they are all alike.
  const opening = request(place, onClosed);
  opening.then(
    (database) => late && (onLate === undefined ? database.close() : onLate(database)),
    () => {},
  );
  try {
    return await withDeadline(opening, OPEN_DEADLINE);
  } catch (error) {
    late = true;
    throw new OnshelfError('storage-failed', `The database "${place.database}" did not open; events stay in memory.`, error);
  }
}

/** Takes everything out of an open database in one transaction. */
export async function emptyStores(database: ShelfDatabase): Promise<void> {
  const names = [...database.objectStoreNames];
  const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
  await Promise.all(names.map((store) => transaction.objectStore(store).clear()));
  await transaction.done;
}

async function request(place: StoragePlace, onClosed: OnClosed): Promise<ShelfDatabase> {
  const factory = await factoryOf(place);
  const database = await openVersion(factory, place.database, VERSION).catch((error: DOMException) => {
    if (error.name !== 'VersionError') throw error;
    return openVersion(factory, place.database);
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
  // Open is not enough: in WebKit, a page that was frozen in the middle of a transaction keeps all others waiting.
  await database.get('meta', 'consent');
  return database;
}

async function openVersion(factory: IDBFactory, name: string, version?: number): Promise<ShelfDatabase> {
  const opening = factory.open(name, version);
  opening.addEventListener('upgradeneeded', (event) => {
    const transaction = hush(opening.transaction as IDBTransaction) as unknown as Upgrade;
    upgrade(wrap(opening.result) as unknown as ShelfDatabase, event.oldVersion, transaction);
  });
  const database = (await wrap(opening)) as unknown as ShelfDatabase;
  const { result } = opening;
  const begin = result.transaction.bind(result);
  result.transaction = (...given) => unwrap(hush(begin(...given)));
  return database;
}

/** Who waits for a request need not wait for its transaction: that it failed too must not be reported to the page as unheard. */
function hush(transaction: IDBTransaction): IDBPTransaction {
  const wrapped = wrap(transaction);
  wrapped.done.catch(() => {});
  return wrapped;
}

type Upgrade = IDBPTransaction<ShelfSchema, (keyof Pick<ShelfSchema, 'events' | 'batches'>)[], 'versionchange'>;

function upgrade(database: ShelfDatabase, from: number, transaction: Upgrade): void {
  if (from < 1) {
    database.createObjectStore('events', { keyPath: 'sequence', autoIncrement: true }).createIndex('id', 'id', { unique: true });
    for (const store of ['meta', 'profiles', 'manifests', 'files'] as const) database.createObjectStore(store);
  }
  if (from < 2) {
    const batches = database.createObjectStore('batches', { autoIncrement: true });
    if (from === 0) return;
    // The log was not counted before; the profile lay in the clear.
    void transaction
      .objectStore('events')
      .count()
      .then((events) => batches.add(events));
    void (transaction as unknown as IDBPTransaction<ShelfSchema, ['profiles'], 'versionchange'>).objectStore('profiles').clear();
  }
}
