/** What a ranker knows of an item of a list, beside the other items: see `ItemSignals`. */
export type RankerSignal = 'score' | 'newness' | 'popularity' | 'priceFit';

/**
 * The ranker of a pack, `ranker` in `pack.json`: a perceptron of two layers over an item's signals `x`, each in standard deviations from the
 * mean of the list. It adds `outer . max(0, inner x + bias)` to an item's score, in standard deviations of the list's scores.
 */
export interface PackRanker {
  readonly kind: 'mlp';
  /** The signals that it reads, each once. */
  readonly signals: readonly RankerSignal[];
  /** Shape [units, signals]. */
  readonly inner: readonly (readonly number[])[];
  /** Shape [units]. */
  readonly bias: readonly number[];
  /** Shape [units]. */
  readonly outer: readonly number[];
}
