import type { ListSubject, Reason, ServedModel, TraceStep } from '../../types/answer.js';
import type { Note } from '../../types/note.js';
import type { Pack } from '../../types/pack.js';
import type { Profile } from '../../types/profile.js';
import type { Exclude } from '../../types/request.js';
import type { Candidate } from '../../types/scoring/candidate.js';
import type { Query } from '../../types/scoring/query.js';
import type { Scorer } from '../../types/scoring/scorer.js';

/** What a list is ranked by: a query that the scorer answers, or rows that stand already. */
export interface RankingSource {
  readonly model: ServedModel;
  /** null: `candidates` are the list, and nothing is scored. */
  readonly query: Query | null;
  /** What was tried before this source was found; stands first in the trace. */
  readonly steps?: readonly TraceStep[];
  /** Best first. Default: what the scorer finds. */
  readonly candidates?: readonly Candidate[];
  /** Taken off every score, so that 0 is an item that nothing speaks for. */
  readonly baseline: number;
  /** Rows that the source itself leaves out, such as the item asked about. */
  readonly leaveOut: Iterable<number>;
  /** What of the history stays out, whatever the request says: some lists are made of it. Default: the request's. */
  readonly exclude?: Exclude;
  /** Only items that score higher come into the list: a short list is better than one filled up. Default: all do. */
  readonly above?: number;
  /** What the list is about, where the source chose it. */
  readonly about?: ListSubject;
  /** What did not go to plan. */
  readonly notes?: readonly Note[];
  /** Items of the history that the pack knows. */
  readonly knownItems: number;
  /**
   * Takes a score apart.
   *
   * @param row the item
   * @param score relative to the baseline, before any step; the contributions add up to it
   */
  explain(row: number, score: number): Reason[];
}

/** What every list is made from. */
export interface ListContext {
  readonly pack: Pack;
  readonly scorer: Scorer;
  readonly profile: Profile;
  /** The moment the list is asked for, milliseconds since 1970. */
  readonly now: number;
}
