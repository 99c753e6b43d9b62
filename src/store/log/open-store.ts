import { createEventId } from '../../core/events/event-id.js';
import type { ShelfEvent } from '../../types/event.js';
import type { ShelfDatabase } from '../database/database.js';
import { createSealer, type Sealer } from '../sealing/sealer.js';
import { type AppendedAtOnce, type Appending, appendAtOnce, appendToLog } from './append-to-log.js';

/** An open database, with the sealer of its records. */
export interface OpenStore {
  readonly database: ShelfDatabase;
  /** Key of the records; null: they are not encrypted. */
  readonly key: CryptoKey | null;
  readonly sealer: Sealer;
  /** `appendToLog` on this store. */
  append(events: readonly ShelfEvent[], appending: Appending): Promise<number>;
  /** `appendAtOnce` on this store. */
  appendAtOnce(events: readonly ShelfEvent[]): AppendedAtOnce;
}

/**
 * Prepares a database for use: creates the log's name and key in a new one.
 *
 * @param database open, with granted consent
 */
export async function openStore(database: ShelfDatabase): Promise<OpenStore> {
  const [log, known] = await Promise.all([database.get('meta', 'log'), database.get('meta', 'key')]);
  if (log !== undefined && known !== undefined) return useKey(database, known as CryptoKey);
  const made = known === undefined ? await makeKey() : null;
  const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
  // Another tab may have created them meanwhile.
  const [named, kept] = await Promise.all([transaction.store.get('log'), transaction.store.get('key')]);
  const key = (kept ?? made) as CryptoKey | null;
  if (named === undefined) await transaction.store.put(createEventId(Date.now()), 'log');
  if (kept === undefined && key !== null) await transaction.store.put(key, 'key');
  await transaction.done;
  return useKey(database, key);
}

function useKey(database: ShelfDatabase, key: CryptoKey | null): OpenStore {
  const store: OpenStore = {
    database,
    key,
    sealer: createSealer(key),
    append: (events, appending) => appendToLog(store, events, appending),
    appendAtOnce: (events) => appendAtOnce(store, events),
  };
  return store;
}

/** Null without WebCrypto, as over plain http. */
async function makeKey(): Promise<CryptoKey | null> {
  if (globalThis.crypto?.subtle === undefined) return null;
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
