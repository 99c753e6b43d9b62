import type { CachedProfile, Database } from './database.js';

/** The profile folded so far, or undefined. */
export function readProfile(database: Database): Promise<CachedProfile | undefined> {
  return database.get('profiles', 'current');
}

/**
 * Keeps a profile with its cursor, unless events were removed since it was folded.
 *
 * @param database open
 * @param cached profile, cursor and epoch, stored in one step
 */
export async function writeProfile(database: Database, cached: CachedProfile): Promise<void> {
  const transaction = database.transaction(['profiles', 'meta'], 'readwrite', { durability: 'relaxed' });
  const epoch = (await transaction.objectStore('meta').get('epoch')) ?? 0;
  if (epoch === cached.epoch) await transaction.objectStore('profiles').put(cached, 'current');
  await transaction.done;
}
