import type { ListSubject, Reason, RecommendedItem, ServedModel, TraceStep } from '../../types/answer.js';
import type { Note } from '../../types/note.js';
import type { Exclude } from '../../types/request.js';
import type { Candidate } from '../../types/scoring/candidate.js';
import type { Query } from '../../types/scoring/query.js';

/**
 * The input of `rankItems`: a query for the scorer, or candidates in order, with the rows to leave out. A file `*-source.ts` makes one for one
 * kind of list. `serveList` chooses the source by the call and turns it into a `ServedList`.
 */
export interface RankingSource {
  readonly model: ServedModel;
  /** null: `candidates` are the list, and nothing is scored. */
  readonly query: Query | null;
  /** Attempts made before this source was found; they come first in the trace. */
  readonly steps?: readonly TraceStep[];
  /** Best first. Default: the scorer's results. */
  readonly candidates?: readonly Candidate[];
  /** Subtracted from every score, so that an item that matches no better than the average item scores 0. */
  readonly baseline: number;
  /** Rows that the source leaves out, for example the item of a related list. */
  readonly leaveOut: Iterable<number>;
  /** Which part of the history is left out, in place of the request's `exclude`: some lists are made of the history. */
  readonly exclude?: Exclude;
  /** Only items with a higher score are listed: a short list is better than irrelevant items. Default: all. */
  readonly above?: number;
  /** The subject of the list, where the source chose it. */
  readonly about?: ListSubject;
  /** Fields of an item that only this list has. */
  readonly fieldsOf?: (row: number) => Pick<RecommendedItem, 'discount'>;
  /** Problems met while making the source. */
  readonly notes?: readonly Note[];
  /** Number of history items that are in the pack. */
  readonly knownItems: number;
  /**
   * Splits a score into reasons.
   *
   * @param row the item
   * @param score relative to the baseline, before any step
   * @returns reasons whose contributions add up to the score
   */
  explain(row: number, score: number): Reason[];
}
