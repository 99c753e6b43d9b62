import { createEventId } from '../../core/events/event-id.js';
import type { ShelfEvent } from '../../types/event.js';
import type { ShelfDatabase } from '../database/database.js';
import { createSealer, type Sealer } from '../sealing/sealer.js';
import { type AppendedAtOnce, type Appending, appendAtOnce, appendToLog } from './append-to-log.js';

/** An open database and what seals its records. */
export interface OpenStore {
  readonly database: ShelfDatabase;
  /** What the records are sealed with; null: they are not encrypted. */
  readonly key: CryptoKey | null;
  readonly sealer: Sealer;
  /** `appendToLog` on this store. */
  append(events: readonly ShelfEvent[], appending: Appending): Promise<number>;
  /** `appendAtOnce` on this store. */
  appendAtOnce(events: readonly ShelfEvent[]): AppendedAtOnce;
}

/**
 * Makes a database ready for use: gives a new one its name and its key.
 *
 * @param database open; consent was granted, or nothing may be put into it
 */
export async function openStore(database: ShelfDatabase): Promise<OpenStore> {
  const [log, known] = await Promise.all([database.get('meta', 'log'), database.get('meta', 'key')]);
  if (log !== undefined && known !== undefined) return useKey(database, known as CryptoKey);
  const made = known === undefined ? await makeKey() : null;
  const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
  // Another tab may have been faster.
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

/** Null over plain http, where there is no WebCrypto. */
async function makeKey(): Promise<CryptoKey | null> {
  if (globalThis.crypto?.subtle === undefined) return null;
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
