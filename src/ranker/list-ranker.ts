import type { RankerSignal } from '../types/scoring/pack-ranker.js';

/** A ranker of any kind: what it adds to the scores of a list, split by what it was told of each item. */
export interface ListRanker {
  /** The signals that it reads. */
  readonly signals: readonly RankerSignal[];
  /**
   * What each signal adds to each item's score, in standard deviations of the list's scores. An item's parts add up to all that the ranker adds to it.
   *
   * @param features from `listFeatures`, without ranks
   * @returns shape [items, signals], row-major
   */
  partsOf(features: Float64Array): Float64Array;
}
