/** Steps per doubling of `1 + deviations`. */
const STEPS = 8;
/** Number of bins: deviations of up to 2^16. */
const BINS = 16 * STEPS + 1;

/** Pairs of a shopper and an item that is new to them, and those of them where the shopper went on to it, by how far its score stands out. */
export class PairCounts {
  /** Shape [bins]. */
  readonly pairs = new Float64Array(BINS);
  /** Shape [bins]. */
  readonly hits = new Float64Array(BINS);
  /** Sums of deviations. Shape [bins]. */
  readonly deviations = new Float64Array(BINS);

  /**
   * @param deviations of the item's score from the catalogue's mean
   * @param pairs that it stands for, 1 or more
   */
  addPair(deviations: number, pairs: number): void {
    const bin = binOf(deviations);
    this.pairs[bin] += pairs;
    this.deviations[bin] += pairs * deviations;
  }

  /** @param deviations of the item that the shopper went on to */
  addHit(deviations: number): void {
    this.hits[binOf(deviations)]++;
  }
}

function binOf(deviations: number): number {
  return Math.min(BINS - 1, Math.floor(STEPS * Math.log2(1 + Math.max(0, deviations))));
}
