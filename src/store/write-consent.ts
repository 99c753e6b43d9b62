import { withTurn } from '../core/time/with-turn.js';
import type { ShelfDatabase } from './database/database.js';
import { consentTurn } from './erase-storage.js';

/**
 * Stores that consent was granted. Nothing else is ever stored: a shopper who says no leaves no trace. Loaded only where it
 * is not stored yet.
 *
 * @param name the shop's name
 * @param database open
 * @param since when it was given, milliseconds since 1970: a refusal takes only what was agreed to before it
 */
export async function writeConsent(name: string, database: ShelfDatabase, since: number): Promise<void> {
  await withTurn(consentTurn(name), async () => {
    const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
    await Promise.all([transaction.store.put('granted', 'consent'), transaction.store.put(since, 'since')]);
    await transaction.done;
  });
}
