import { withTurn } from '../core/time/with-turn.js';
import type { ShelfDatabase } from './database/database.js';
import { consentTurn } from './erase-storage.js';

/**
 * Stores a granted consent. A refusal is never stored here. Loaded only if consent is not stored yet.
 *
 * @param name the shop's name
 * @param database open
 * @param since time of the consent, milliseconds since 1970; a refusal voids only earlier ones
 */
export async function writeConsent(name: string, database: ShelfDatabase, since: number): Promise<void> {
  await withTurn(consentTurn(name), async () => {
    const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
    await Promise.all([transaction.store.put('granted', 'consent'), transaction.store.put(since, 'since')]);
    await transaction.done;
  });
}
