import { emptyProfile, restoreProfile } from '../../profile/fold-events.js';
import { readProfile } from '../../store/caches/profile-cache.js';
import type { OpenStore } from '../../store/log/open-store.js';
import type { Profile } from '../../types/profile.js';

/** The profile up to a place in the log. */
export interface Folded {
  readonly epoch: number;
  readonly cursor: number;
  readonly profile: Profile;
}

/** The profile before the first event. */
export const NOTHING_FOLDED: Folded = { epoch: 0, cursor: 0, profile: emptyProfile() };

/** Restores the profile that an earlier page stored; before the first event if there is none. */
export async function restoreFold(store: OpenStore): Promise<Folded> {
  const cached = await readProfile(store);
  if (cached === undefined) return NOTHING_FOLDED;
  return { epoch: cached.epoch, cursor: cached.cursor, profile: restoreProfile(cached.core) };
}
