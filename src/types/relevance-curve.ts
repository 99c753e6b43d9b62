/**
 * How likely it is that a shopper goes on to an item next, by how far its score stands out: `relevance` in `pack.json`. Straight between the
 * points, level before the first and after the last.
 */
export interface RelevanceCurve {
  /** Standard deviations above the catalogue's mean score, rising. Shape [points], 1 to 32. */
  readonly deviations: readonly number[];
  /** 0 to 1, none below the one before. Shape [points]. */
  readonly relevances: readonly number[];
}
