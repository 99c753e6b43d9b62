import type { Neighbours, Pack } from '../../types/pack.js';

/** Share of a list's places that the observer takes to follow from the last view; the others go to popular items. */
const FOLLOWED = 0.5;
/** Items of a list are alike, so that each tells less than it would alone: log-likelihoods of k items count by this over the square root of k. */
const TEMPER = 1.4;
/** How often the observer expects its evidence to be about something else, such as an older view. These three were chosen so that the bits it believes to learn are those that it learns (`npm run bench -- leak`). */
const DOUBT = 0.35;
/** Popularity that is added to all items: nobody's first touch is impossible. */
const RARE = 1e-4;

/** What an observer believes of the item looked at last. Each adds up to 1. */
export interface LastViewGuess {
  /** Before any picture: by popularity. Shape [items]. */
  readonly before: Float64Array;
  /** Once the pictures were fetched. Shape [items]. */
  readonly after: Float64Array;
}

/**
 * What somebody who has the pack believes of the item looked at last, from the items whose pictures a browser fetched for a list: a naive Bayes
 * classifier. An item is as likely before as it is popular; a picture is as likely as the pack's tables lead to its item from the one looked at, or by popularity.
 *
 * @param pack the catalogue
 * @param fetched rows of the items whose pictures were fetched; lists leave out what was looked at, so none of these is guessed
 * @see Manning, Raghavan, Schütze: Introduction to Information Retrieval (2008), section 13.2
 */
export function guessLastView(pack: Pack, fetched: readonly number[]): LastViewGuess {
  const before = chances(Float64Array.from(pack.popularity, (value) => value + RARE));
  const seen = new Set(fetched);
  if (seen.size === 0) return { before, after: before };
  const temper = Math.min(1, TEMPER / Math.sqrt(seen.size));
  const evidence = new Float64Array(pack.items);
  const tables = [pack.followers, pack.neighbours];
  for (let row = 0; row < pack.items; row++) {
    const leads = new Map<number, number>();
    let used = 0;
    for (const table of tables) used += addShares(leads, table, row);
    for (const item of seen) {
      const share = leads.get(item);
      if (share === undefined) continue;
      // Over the likelihood of an item that nothing leads to, which all rows have alike.
      evidence[row] += temper * Math.log1p((FOLLOWED * share) / used / ((1 - FOLLOWED) * before[item]));
    }
  }
  const highest = evidence.reduce((most, value) => Math.max(most, value), 0);
  const believed = chances(evidence.map((value, row) => (seen.has(row) ? 0 : before[row] * Math.exp(value - highest))));
  return { before, after: believed.map((chance, row) => (1 - DOUBT) * chance + DOUBT * before[row]) };
}

/**
 * Bits that one belief tells beyond another: the Kullback-Leibler divergence.
 *
 * @param guess from `guessLastView`
 */
export function bitsOf({ before, after }: LastViewGuess): number {
  return after.reduce((sum, chance, row) => (chance > 0 ? sum + chance * Math.log2(chance / before[row]) : sum), 0);
}

/** Adds what each entry of a row has of the row's weights. Returns 1, or 0 for an empty row. */
function addShares(leads: Map<number, number>, { offsets, items, weights }: Neighbours, row: number): number {
  let total = 0;
  for (let k = offsets[row]; k < offsets[row + 1]; k++) total += weights[k];
  if (total === 0) return 0;
  for (let k = offsets[row]; k < offsets[row + 1]; k++) leads.set(items[k], (leads.get(items[k]) ?? 0) + weights[k] / total);
  return 1;
}

function chances(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, value) => total + value, 0);
  return sum > 0 ? weights.map((value) => value / sum) : weights;
}
