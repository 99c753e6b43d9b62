import { audienceOf, type ItemAudience } from './item-audience.js';

/**
 * Measures the diversity of a list: the mean over its pairs of 1 - cosine of the two items' shoppers in training. 1 where no shopper has
 * two of the items, 0 where the same shoppers have all. It does not depend on the catalogue or on a model's similarities.
 *
 * @param audience shoppers of each item in training
 * @param users number of users
 * @returns a function from a list (rows, best first) and cutoffs (ascending) to the diversity of the first k for each
 *   cutoff; NaN where fewer than two items are listed
 * @see Ziegler, McNee, Konstan, Lausen: Improving recommendation lists through topic diversification, WWW 2005, section
 *   3.2; the mean over pairs as in Zhang, Hurley, RecSys 2008
 */
export function intraListDiversity(audience: ItemAudience, users: number): (rows: Uint32Array, cutoffs: readonly number[]) => number[] {
  // The mean cosine over pairs of unit vectors follows from the length of their sum, computed in one pass.
  const sums = new Float64Array(users);
  return (rows, cutoffs) => {
    let squared = 0;
    let units = 0;
    const found: number[] = [];
    for (let index = 0; index < rows.length; index++) {
      const item = rows[index];
      const touched = audienceOf(audience, item);
      const step = touched === 0 ? 0 : 1 / Math.sqrt(touched);
      if (touched > 0) units++;
      for (let entry = audience.offsets[item]; entry < audience.offsets[item + 1]; entry++) {
        const user = audience.users[entry];
        squared += step * (2 * sums[user] + step);
        sums[user] += step;
      }
      const listed = index + 1;
      if (cutoffs.includes(listed)) found[cutoffs.indexOf(listed)] = diversity(squared, units, listed);
    }
    for (const item of rows) {
      for (let entry = audience.offsets[item]; entry < audience.offsets[item + 1]; entry++) sums[audience.users[entry]] = 0;
    }
    return cutoffs.map((_, index) => found[index] ?? diversity(squared, units, rows.length));
  };
}

/** The squared length of the sum of `units` unit vectors is their number plus twice the sum of the cosines of their pairs. */
function diversity(squared: number, units: number, listed: number): number {
  return listed < 2 ? Number.NaN : 1 - Math.max(0, squared - units) / (listed * (listed - 1));
}
