import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { OnshelfError } from '../core/onshelf-error.js';
import type { ScorerMemory } from '../types/choice-memory.js';
import type { Consent } from '../types/consent.js';
import type { LoggedEvent, ShelfEvent } from '../types/event.js';
import type { Profile } from '../types/profile.js';

/** The stores of the database. Versions only ever add to it. */
interface ShelfSchema extends DBSchema {
  /** The log, in the order in which transactions committed. */
  events: { key: number; value: ShelfEvent & { sequence?: number }; indexes: { id: string } };
  /** Single records by name. */
  meta: { key: 'consent' | 'epoch' | 'scorers'; value: Consent | number | ScorerMemory };
  /** The profile folded so far: a cache. */
  profiles: { key: 'current'; value: CachedProfile };
  /** Manifests by address. */
  manifests: { key: string; value: { text: string; files: readonly string[] } };
  /** Files by SHA-256. */
  files: { key: string; value: ArrayBuffer };
}

/** A profile as of a place in the log. */
export interface CachedProfile {
  readonly epoch: number;
  readonly cursor: number;
  readonly profile: Profile;
}

/** An open database. */
export type Database = IDBPDatabase<ShelfSchema>;

const VERSION = 1;
/** An open that has not settled by then is treated as failed: some browsers never settle it. */
const OPEN_DEADLINE = 2500;

/**
 * Opens the database, making it where it is missing. The connection closes itself when another tab deletes or upgrades.
 *
 * @param name database name, one per shop on an origin
 * @param onClosed called when the connection closed by itself or for another tab, and must not be used again; `erased`: since
 *   the database is being deleted
 * @throws OnshelfError `storage-failed`: refused, blocked, or not answered in time
 */
export async function openDatabase(name: string, onClosed: (erased: boolean) => void): Promise<Database> {
  let late = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const opening = openDB<ShelfSchema>(name, VERSION, {
      upgrade: (database) => {
        database.createObjectStore('events', { keyPath: 'sequence', autoIncrement: true }).createIndex('id', 'id', { unique: true });
        database.createObjectStore('meta');
        database.createObjectStore('profiles');
        database.createObjectStore('manifests');
        database.createObjectStore('files');
      },
      blocking: (_current, next, event) => {
        (event.target as IDBDatabase).close();
        onClosed(next === null);
      },
      terminated: () => onClosed(false),
    });
    const deadline = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        late = true;
        reject(new Error(`no answer within ${OPEN_DEADLINE} ms`));
      }, OPEN_DEADLINE);
    });
    opening.then(
      (database) => late && database.close(),
      () => {},
    );
    return await Promise.race([opening, deadline]);
  } catch (error) {
    throw new OnshelfError('storage-failed', `The browser did not open the database "${name}"; events stay in memory.`, error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Does the database exist already? Asked before consent is known, since opening would create it.
 *
 * @param name database name
 * @returns false where the browser cannot tell
 */
export async function databaseExists(name: string): Promise<boolean> {
  try {
    const databases = await indexedDB.databases();
    return databases.some((database) => database.name === name);
  } catch {
    return false;
  }
}

/** An event of the log, surely numbered. */
export function numbered(event: ShelfEvent & { sequence?: number }): LoggedEvent {
  return event as LoggedEvent;
}
