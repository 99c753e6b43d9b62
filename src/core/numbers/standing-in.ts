/**
 * The share of a crowd that has a lower score, where equal ones count half: a percentile rank. It has no unit, so items may be compared with groups of
 * items by it.
 *
 * @param crowd scores, one or more
 * @returns from a score to its standing, 0 to 1; one half in an empty crowd
 */
export function standingIn(crowd: Float64Array): (score: number) => number {
  const sorted = crowd.slice().sort();
  /** Number of scores below a score, or with `equal` at most as high. */
  const countTo = (score: number, equal: boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < score || (equal && sorted[middle] === score)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (score) => (sorted.length === 0 ? 0.5 : (countTo(score, false) + countTo(score, true)) / 2 / sorted.length);
}
