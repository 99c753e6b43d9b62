import type { Pack } from '../../types/pack.js';
import type { Profile } from '../../types/profile.js';
import type { Scorer } from '../../types/scoring/scorer.js';
import type { PersonalEvidence } from './personal-source.js';

/** Adds what was learned from a profile to its query; returns the query as it is where replaying that profile shows no gain. */
export type AddLearned = (plain: PersonalEvidence, profile: Profile) => PersonalEvidence;

/** The inputs of every list. */
export interface ListContext {
  readonly pack: Pack;
  readonly scorer: Scorer;
  readonly profile: Profile;
  /** The time the list is requested for, milliseconds since 1970. */
  readonly now: number;
  /** Adds what was learned on the device from the same profile; absent where nothing may be. */
  readonly learn?: AddLearned | undefined;
}
