import type { Database } from './database.js';

/** Name of the lock under which consent is written and erased: the one must not fall into the middle of the other. */
export function consentLock(name: string): string {
  return `onshelf-consent:${name}`;
}

/**
 * When the consent that is stored was given, in milliseconds since 1970; 0 where that was not noted; null where none is
 * stored.
 */
export async function readConsent(database: Database): Promise<number | null> {
  return consentIn(database.transaction('meta').store);
}

/** The same within a transaction of the caller's. */
export async function consentIn(meta: { get(key: 'consent' | 'since'): Promise<unknown> }): Promise<number | null> {
  const [consent, since] = await Promise.all([meta.get('consent'), meta.get('since')]);
  return consent === 'granted' ? ((since as number | undefined) ?? 0) : null;
}

/**
 * Stores that consent was granted. Nothing else is ever stored: a shopper who says no leaves no trace.
 *
 * @param database open
 * @param since when it was given, milliseconds since 1970: a refusal takes only what was agreed to before it
 */
export async function writeConsent(database: Database, since: number): Promise<void> {
  const transaction = database.transaction('meta', 'readwrite', { durability: 'strict' });
  await Promise.all([transaction.store.put('granted', 'consent'), transaction.store.put(since, 'since')]);
  await transaction.done;
}
