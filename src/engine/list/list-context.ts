import type { Pack } from '../../types/pack.js';
import type { Profile } from '../../types/profile.js';
import type { Scorer } from '../../types/scoring/scorer.js';
import type { AddLearned, AddSearched } from './personal-evidence.js';

/** The inputs of every list. */
export interface ListContext {
  readonly pack: Pack;
  readonly scorer: Scorer;
  readonly profile: Profile;
  /** The time the list is requested for, milliseconds since 1970. */
  readonly now: number;
  /** Adds what was learned on the device from the same profile; absent where nothing may be. */
  readonly learn?: AddLearned | undefined;
  /** Adds what the same profile's searches find; absent where nothing was searched. */
  readonly hear?: AddSearched | undefined;
}
