import type { Evidence } from '../../explain/explain-item.js';
import type { Profile } from '../../types/profile.js';
import type { Query } from '../../types/scoring/query.js';

/** A shopper's query and the evidence that explains it. */
export interface PersonalEvidence {
  readonly evidence: Evidence;
  readonly query: Query;
  readonly model: 'personal' | 'quiz' | 'popular';
}

/** Adds what was learned from a profile to its query; returns the query as it is where replaying that profile shows no gain. */
export type AddLearned = (plain: PersonalEvidence, profile: Profile) => PersonalEvidence;
