import type { ShelfDatabase } from './database.js';

/**
 * When the consent that is stored was given, in milliseconds since 1970; 0 where that was not noted; null where none is
 * stored.
 */
export async function readConsent(database: ShelfDatabase): Promise<number | null> {
  return consentIn(database.transaction('meta').store);
}

async function consentIn(meta: { get(key: 'consent' | 'since'): Promise<unknown> }): Promise<number | null> {
  const [consent, since] = await Promise.all([meta.get('consent'), meta.get('since')]);
  return consent === 'granted' ? ((since as number | undefined) ?? 0) : null;
}
