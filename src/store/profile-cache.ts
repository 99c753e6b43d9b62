import type { Profile } from '../types/profile.js';
import type { OpenStore } from './open-store.js';
import { createUnsealer } from './unsealer.js';

/** What of a profile is kept: the rest follows from it. */
type ProfileCore = Pick<Profile, 'recorded' | 'searches'>;

/** A profile as of a place in the log. */
export interface CachedProfile {
  readonly epoch: number;
  readonly cursor: number;
  readonly core: ProfileCore;
}

/** The profile folded so far, or undefined: none is kept, or it is damaged. */
export async function readProfile({ database, key }: OpenStore): Promise<CachedProfile | undefined> {
  const row = await database.get('profiles', 'current');
  try {
    return row && { epoch: row.epoch, cursor: row.cursor, core: (await createUnsealer(key)(row.sealed)) as ProfileCore };
  } catch {
    return undefined;
  }
}

/**
 * Keeps a profile with its cursor in one step, unless events were removed since it was folded.
 *
 * @param store open
 * @param cached profile, cursor and epoch
 */
export async function writeProfile({ database, sealer }: OpenStore, { epoch, cursor, core }: CachedProfile): Promise<void> {
  const sealed = await sealer.seal(core);
  const transaction = database.transaction(['profiles', 'meta'], 'readwrite', { durability: 'relaxed' });
  const current = (await transaction.objectStore('meta').get('epoch')) ?? 0;
  if (current === epoch) await transaction.objectStore('profiles').put({ epoch, cursor, sealed }, 'current');
  await transaction.done;
}
