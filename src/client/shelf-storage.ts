import { readConsent } from '../store/consent-record.js';
import { type Database, databaseExists, openDatabase } from '../store/database.js';
import { eraseDatabase } from '../store/erase-database.js';
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
 * @param onErased called when another tab deletes the database: consent is gone with it
 */
export function createShelfStorage(name: string, onErased: () => void): ShelfStorage {
  let opening: Promise<Database> | null = null;
  let database: Database | null = null;
  const forget = (erased = false): void => {
    opening = null;
    database = null;
    if (erased) onErased();
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
    if (consent === 'granted') return consent;
    // Left over from an erasure that was cut short, or made anew by our own opening: nobody agreed to it.
    storage.close();
    await eraseDatabase(name);
    return 'unknown';
  } catch {
    return 'unknown';
  }
}
