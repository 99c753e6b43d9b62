import type { ShelfDatabase } from './database.js';

/**
 * Time of the stored consent, milliseconds since 1970; 0 if the time is not stored; null without consent.
 */
export async function readConsent(database: ShelfDatabase): Promise<number | null> {
  return consentIn(database.transaction('meta').store);
}

async function consentIn(meta: { get(key: 'consent' | 'since'): Promise<unknown> }): Promise<number | null> {
  const [consent, since] = await Promise.all([meta.get('consent'), meta.get('since')]);
  return consent === 'granted' ? ((since as number | undefined) ?? 0) : null;
}
