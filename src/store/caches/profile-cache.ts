import type { OpenStore } from '../log/open-store.js';
import { createUnsealer } from '../sealing/unsealer.js';
import { isProfileCore, PROFILE_FORM, type ProfileCore } from './profile-form.js';

/** A profile up to a cursor in the log. */
export interface CachedProfile {
  readonly epoch: number;
  readonly cursor: number;
  readonly core: ProfileCore;
}

/** The cached profile; undefined without one. A damaged or invalid one is deleted. */
export async function readProfile({ database, key }: OpenStore): Promise<CachedProfile | undefined> {
  const row = await database.get('profiles', 'current');
  if (row === undefined) return undefined;
  try {
    const { epoch, cursor, sealed } = row;
    const core = await createUnsealer(key)(sealed);
    if (isCount(epoch) && isCount(cursor) && isProfileCore(core))
      return { epoch, cursor, core: { recorded: core.recorded, searches: core.searches, wishes: core.wishes } };
  } catch {
    // Invalid: deleted below.
  }
  await database.delete('profiles', 'current').catch(() => {});
  return undefined;
}

/**
 * Caches a profile with its cursor in one transaction, unless events were removed since it was folded.
 *
 * @param store open
 * @param cached profile, cursor and epoch
 */
export async function writeProfile({ database, sealer }: OpenStore, { epoch, cursor, core }: CachedProfile): Promise<void> {
  const sealed = await sealer.seal({ ...core, form: PROFILE_FORM });
  const transaction = database.transaction(['profiles', 'meta'], 'readwrite', { durability: 'relaxed' });
  const current = (await transaction.objectStore('meta').get('epoch')) ?? 0;
  if (current === epoch) await transaction.objectStore('profiles').put({ epoch, cursor, sealed }, 'current');
  await transaction.done;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
