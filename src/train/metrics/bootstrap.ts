import { seededRandom } from '../../core/numbers/random.js';

/** A range with 95 % of the resampled means. */
export type Interval = readonly [low: number, high: number];

/** Resamples counted at a time, so that their counts fit the processor's cache. */
const BLOCK = 4;

/** A column without zeros. */
interface Compact {
  readonly shoppers: Uint32Array;
  /** Values times the weight of the shopper's stratum. */
  readonly values: Float64Array;
  /** Shoppers for whom the figure is defined; null if it is for all. */
  readonly defined: Uint32Array | null;
}

/**
 * Means of columns over resampled shoppers. Each resample draws as many shoppers as there are, with replacement, within each
 * stratum. All columns use the same draws, so differences between them are paired.
 *
 * @param columns one value per shopper, NaN where it is not defined; all of one length
 * @param strata sizes of the consecutive strata (folds), which have equal weights
 * @param resamples their number
 * @param seed any 32-bit integer
 * @returns per column one mean per resample; NaN where no shopper drawn has a value
 * @see Efron, Tibshirani: An Introduction to the Bootstrap, 1993, chapters 6 and 13
 */
export function bootstrapMeans(
  columns: readonly Float64Array[],
  strata: readonly number[],
  resamples: number,
  seed: number,
): Float64Array[] {
  const weights = stratumWeights(strata);
  const compact = columns.map((column) => compactColumn(column, weights));
  const means = columns.map(() => new Float64Array(resamples));
  const random = seededRandom(seed);
  const counts = Array.from({ length: BLOCK }, () => new Float64Array(weights.length));
  for (let first = 0; first < resamples; first += BLOCK) {
    for (const drawn of counts) draw(drawn, strata, random);
    for (const [column, { shoppers, values, defined }] of compact.entries()) {
      const sums = weightedSums(shoppers, values, counts);
      const whole = defined === null ? null : weightedSums(defined, null, counts, weights);
      for (let at = 0; at < Math.min(BLOCK, resamples - first); at++) {
        means[column][first + at] = whole === null ? sums[at] : sums[at] / whole[at];
      }
    }
  }
  return means;
}

/**
 * The mean whose distribution `bootstrapMeans` estimates.
 *
 * @param column one value per shopper, NaN where it is not defined
 * @param strata sizes of the strata, which have equal weights
 * @returns NaN where no shopper has a value
 */
export function stratifiedMean(column: Float64Array, strata: readonly number[]): number {
  const weights = stratumWeights(strata);
  let sum = 0;
  let weight = 0;
  for (let shopper = 0; shopper < column.length; shopper++) {
    if (Number.isNaN(column[shopper])) continue;
    sum += weights[shopper] * column[shopper];
    weight += weights[shopper];
  }
  return sum / weight;
}

/**
 * The middle 95 % of resampled values, with linear interpolation.
 *
 * @param values from `bootstrapMeans`, or differences of two such; NaN are ignored
 * @see Efron, Tibshirani 1993, section 13.3 (percentile interval)
 */
export function percentileInterval(values: Float64Array): Interval {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  };
  return [at(0.025), at(0.975)];
}

function stratumWeights(strata: readonly number[]): Float64Array {
  const filled = strata.filter((size) => size > 0);
  return Float64Array.from(filled.flatMap((size) => new Array<number>(size).fill(1 / (filled.length * size))));
}

function compactColumn(column: Float64Array, weights: Float64Array): Compact {
  const shoppers: number[] = [];
  const defined: number[] = [];
  for (let shopper = 0; shopper < column.length; shopper++) {
    if (Number.isNaN(column[shopper])) continue;
    defined.push(shopper);
    if (column[shopper] !== 0) shoppers.push(shopper);
  }
  return {
    shoppers: Uint32Array.from(shoppers),
    values: Float64Array.from(shoppers, (shopper) => column[shopper] * weights[shopper]),
    defined: defined.length === column.length ? null : Uint32Array.from(defined),
  };
}

/** Draws every stratum: the number of times that each shopper is drawn. */
function draw(counts: Float64Array, strata: readonly number[], random: () => number): void {
  counts.fill(0);
  let start = 0;
  for (const size of strata) {
    for (let drawn = 0; drawn < size; drawn++) counts[start + Math.floor(random() * size)]++;
    start += size;
  }
}

function weightedSums(
  shoppers: Uint32Array,
  values: Float64Array | null,
  [first, second, third, fourth]: readonly Float64Array[],
  weights?: Float64Array,
): number[] {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let index = 0; index < shoppers.length; index++) {
    const shopper = shoppers[index];
    const value = values === null ? (weights?.[shopper] ?? 1) : values[index];
    a += value * first[shopper];
    b += value * second[shopper];
    c += value * third[shopper];
    d += value * fourth[shopper];
  }
  return [a, b, c, d];
}
