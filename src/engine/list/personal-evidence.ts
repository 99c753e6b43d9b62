import type { Evidence } from '../../explain/explain-item.js';
import type { TraceStep } from '../../types/answer.js';
import type { Profile } from '../../types/profile.js';
import type { Query } from '../../types/scoring/query.js';

/** A shopper's query and the evidence that explains it. */
export interface PersonalEvidence {
  readonly evidence: Evidence;
  readonly query: Query;
  readonly model: 'personal' | 'quiz' | 'popular';
  /** What was added to the query of the history, for the trace. */
  readonly steps?: readonly TraceStep[];
}

/** Adds what was learned from a profile to its query; returns the query as it is where replaying that profile shows no gain. */
export type AddLearned = (plain: PersonalEvidence, profile: Profile) => PersonalEvidence;

/** Adds what a profile's searches find to its query; returns the query as it is where they find nothing. */
export type AddSearched = (plain: PersonalEvidence, profile: Profile) => PersonalEvidence;
