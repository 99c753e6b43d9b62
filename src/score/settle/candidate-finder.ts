import type { Query } from '../../types/scoring/query.js';
import type { Backend, MemoryUse } from '../../types/scoring/scorer.js';

/**
 * A backend's results for one query, in the backend's order: best first, equal scores by row number; with a `rest`, by
 * row number alone.
 */
export interface Candidates {
  /** Row numbers, shape [keep] or less, with a `rest` also more; 0xffffffff where no row was left. */
  readonly items: Uint32Array;
  /** The backend's scores, same shape. */
  readonly scores: Float32Array;
  /** Upper bound of the exact scores of all other items. */
  readonly rest?: number;
}

/** The dense part of a query. */
export interface DenseQuery {
  /** Shape [dimensions]. */
  readonly vector: Float32Array;
  readonly biasWeight: number;
  /** Bitset of the items left out, shape [ceil(items / 32)]; bits behind the last item are clear. */
  readonly excluded: Uint32Array;
}

/**
 * The hardware part of a backend: finds the items that may belong to the answer. It may round; it must not
 * omit an item whose exact score is more than `errorBound` above its last candidate, or above its `rest`.
 */
export interface CandidateFinder {
  readonly backend: Backend;
  /** Maximum number of candidates per query. */
  readonly most: number;
  /** Candidates needed beyond `count` to prove an answer. Default: 32. */
  readonly margin?: number;
  readonly memory: MemoryUse;
  /**
   * Upper bound of the difference between a score of this backend and `scoreItem`'s, for any item.
   *
   * @returns the bound; 0 only where the scores are exact; Infinity where the backend cannot represent the query
   */
  errorBound(query: Query): number;
  /**
   * @param queries one or many
   * @param keep candidates per query, at most `most`
   * @returns per query, in order
   * @throws OnshelfError `scorer-failed` where the hardware is lost or fails
   */
  find(queries: readonly DenseQuery[], keep: number): Promise<Candidates[]>;
  dispose(): void;
}
