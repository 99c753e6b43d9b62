import { readConsent } from '../store/consent-record.js';
import { type Database, databaseExists, openDatabase } from '../store/database.js';
import type { Consent } from '../types/consent.js';

/** The page's connection to the database: opened once, on demand, and again after it was closed. */
export interface ShelfStorage {
  open(): Promise<Database>;
  /** The database if it is open now, else null. */
  openNow(): Database | null;
  close(): void;
}

/**
 * @param name database name
 */
export function createShelfStorage(name: string): ShelfStorage {
  let opening: Promise<Database> | null = null;
  let database: Database | null = null;
  const forget = (): void => {
    opening = null;
    database = null;
  };
  return {
    open: () => {
      opening ??= openDatabase(name, forget).then(
        (opened) => {
          database = opened;
          return opened;
        },
        (error: unknown) => {
          forget();
          throw error;
        },
      );
      return opening;
    },
    openNow: () => database,
    close: () => {
      database?.close();
      forget();
    },
  };
}

/**
 * What this shopper said on an earlier visit, without creating anything where they said nothing.
 *
 * @param name database name
 * @param storage the connection
 */
export async function recallConsent(name: string, storage: ShelfStorage): Promise<Consent> {
  try {
    if (!(await databaseExists(name))) return 'unknown';
    const consent = await readConsent(await storage.open());
    if (consent !== 'granted') storage.close();
    return consent;
  } catch {
    return 'unknown';
  }
}
