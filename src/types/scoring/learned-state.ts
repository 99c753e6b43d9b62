/** A coefficient of a row. */
type RowCoefficient = readonly [row: number, coefficient: number];

/** A vector learned from a log, and the replay of that log: plain data, so that learning can be continued later. */
export interface LearnedState {
  /** What it was learned from: the pack, and the first step that counts. Another origin begins anew. */
  readonly origin: string;
  /** Number of steps learned from. */
  readonly steps: number;
  /** Digest of the log up to the last of them. */
  readonly digest: number;
  /** The sum of all coefficients times their rows. Shape [dimensions]. */
  readonly vector: readonly number[];
  /** Of items of the log, above 0, in the order in which they came. */
  readonly liked: readonly RowCoefficient[];
  /** Of items drawn for comparison, below 0: none of them is in the log. */
  readonly contrast: readonly RowCoefficient[];
  /** The replay so far. */
  readonly replay: ReplayCounts;
}

/** How a learned vector predicted the items of a log, each from the events before it, against the score without it. */
export interface ReplayCounts {
  /** Number of predicted items. */
  readonly predicted: number;
  /** Of these, how many it placed higher, and lower, among the first 20 places. */
  readonly higher: number;
  readonly lower: number;
  /** Sum of the changes of `1 / log2(1 + rank)`, 0 behind the first 20 places. */
  readonly gain: number;
}
