import type { Pack } from '../../types/pack.js';
import type { Profile } from '../../types/profile.js';
import type { Scorer } from '../../types/scoring/scorer.js';

/** The inputs of every list. */
export interface ListContext {
  readonly pack: Pack;
  readonly scorer: Scorer;
  readonly profile: Profile;
  /** The time the list is requested for, milliseconds since 1970. */
  readonly now: number;
}
