import type { Query } from '../../types/scoring/query.js';
import type { Backend, MemoryUse } from '../../types/scoring/scorer.js';

/**
 * What a rung brings back for one query, in the rung's own order: best first, equal scores by row number; with a `rest`, by
 * row number alone.
 */
export interface Candidates {
  /** Row numbers, shape [keep] or less, with a `rest` also more; 0xffffffff where there was nobody left. */
  readonly items: Uint32Array;
  /** The scores as the rung computed them, same shape. */
  readonly scores: Float32Array;
  /** No item left out has a higher true score. */
  readonly rest?: number;
}

/** The dense part of a question. */
export interface DenseQuery {
  /** Shape [dimensions]. */
  readonly vector: Float32Array;
  readonly biasWeight: number;
  /** Bitset of the items left out, shape [ceil(items / 32)]; bits behind the last item are clear. */
  readonly excluded: Uint32Array;
}

/**
 * The part of a rung that knows hardware: it finds the items that may belong to the answer. It may round; it may not
 * leave out an item whose true score is more than `errorBound` above the last one it brings back, or above its `rest`.
 */
export interface CandidateFinder {
  readonly backend: Backend;
  /** Most candidates one question may bring back. */
  readonly most: number;
  /** Candidates it needs beyond the items wanted, for its answers to be certain; 32 when absent. */
  readonly margin?: number;
  readonly memory: MemoryUse;
  /**
   * How far a score of this rung can be from `scoreItem`'s, for any item.
   *
   * @returns the bound; 0 only where the rung's scores are exact; Infinity where the rung cannot hold the question
   */
  errorBound(query: Query): number;
  /**
   * @param queries one or many
   * @param keep candidates wanted per query, at most `most`
   * @returns per query, in order
   * @throws OnshelfError `scorer-failed` where the hardware is gone or wrong
   */
  find(queries: readonly DenseQuery[], keep: number): Promise<Candidates[]>;
  dispose(): void;
}
