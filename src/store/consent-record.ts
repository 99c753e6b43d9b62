import type { Consent } from '../types/consent.js';
import type { Database } from './database.js';

/** The consent stored earlier; `unknown` where none was. */
export async function readConsent(database: Database): Promise<Consent> {
  return (await database.get('meta', 'consent')) === 'granted' ? 'granted' : 'unknown';
}

/** Stores that consent was granted. Nothing else is ever stored: a shopper who says no leaves no trace. */
export async function writeConsent(database: Database): Promise<void> {
  const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
  await transaction.store.put('granted', 'consent');
  await transaction.done;
}
