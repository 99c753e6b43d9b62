import { choleskySolve } from '../core/numbers/cholesky.js';
import { normal, seededRandom } from '../core/numbers/random.js';
import { rowVector } from '../core/numbers/row-vector.js';
import type { Pack } from '../types/pack.js';
import type { Candidate, ListStep } from '../types/scoring/candidate.js';

/** The inputs of exploration. */
export interface Exploration {
  /** Share of places filled by samples, 0 to 1. */
  readonly share: number;
  /** Length of the list. */
  readonly count: number;
  /** Cholesky factor of the shopper's ridge system A, shape [dimensions, dimensions]. */
  readonly factor: Float64Array;
  /** Newness of an item, 0 to 1: its own uncertainty. */
  readonly newness: (row: number) => number;
  /** The same seed and candidates give the same samples. */
  readonly seed: number;
}

/**
 * Thompson sampling: some places go to the best item in a draw from the posterior of the scores. A score's
 * variance is that of the shopper's vector along the item, `y' A^-1 y`, plus the largest variance of a candidate
 * times the item's newness. It is scaled so that the draws of all candidates vary as much as the scores do: the parts of a
 * blend beside the factors have no posterior. Explored places are spread evenly, and marked: the reason `explore`
 * has the difference that the draw made.
 *
 * @param pack rows of the items
 * @param exploration share, length, posterior and seed
 * @see Agrawal, Goyal: Thompson sampling for contextual bandits with linear payoffs, ICML 2013; with independent draws for each item, as
 *   in Chapelle, Li: An empirical evaluation of Thompson sampling, NIPS 2011
 */
export function exploreItems(pack: Pack, { share, count, factor, newness, seed }: Exploration): ListStep {
  const name = 'explore';
  return {
    name,
    apply: (candidates) => {
      const explored = Math.min(count, candidates.length);
      if (share <= 0 || explored === 0) return candidates;
      const variances = varianceOf(pack, candidates, factor, newness);
      const unit = unitOf(candidates, variances);
      const draws = candidates.map(
        ({ row, score }, place) => score + unit * Math.sqrt(variances[place]) * normal(seededRandom(Math.imul(row + 1, 0x9e3779b1) ^ seed)),
      );
      const open = candidates.map((_, place) => place);
      const listed: Candidate[] = [];
      for (let place = 0; place < explored; place++) {
        // Every prefix of the list has its share.
        if (Math.floor((place + 1) * share + 1e-9) === Math.floor(place * share + 1e-9)) {
          listed.push(candidates[open.splice(0, 1)[0]]);
          continue;
        }
        const best = open.reduce((most, one, at) => (draws[one] > draws[open[most]] ? at : most), 0);
        const [taken] = open.splice(best, 1);
        const candidate = candidates[taken];
        const contribution = draws[taken] - candidate.score;
        const adjustments = [...candidate.adjustments, { step: name, contribution }];
        listed.push({ ...candidate, score: candidate.score + contribution, adjustments });
      }
      return [...listed, ...open.map((place) => candidates[place])];
    },
  };
}

/** Variance of each candidate's score, up to a factor. Shape [candidates]. */
function varianceOf(pack: Pack, candidates: readonly Candidate[], factor: Float64Array, newness: (row: number) => number): Float64Array {
  const variances = Float64Array.from(candidates, ({ row }) => {
    const vector = rowVector(pack, row);
    const solved = vector.slice();
    choleskySolve(factor, pack.dimensions, solved);
    return Math.max(
      0,
      vector.reduce((sum, value, k) => sum + value * solved[k], 0),
    );
  });
  const most = variances.reduce((greatest, variance) => Math.max(greatest, variance), 0);
  return variances.map((variance, place) => variance + most * newness(candidates[place].row));
}

/** Standard deviation of the scores, divided by the root mean square of the standard deviations in `variances`. */
function unitOf(candidates: readonly Candidate[], variances: Float64Array): number {
  const mean = candidates.reduce((sum, { score }) => sum + score, 0) / candidates.length;
  const spread = candidates.reduce((sum, { score }) => sum + (score - mean) ** 2, 0);
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  return total > 0 ? Math.sqrt(spread / total) : 0;
}
