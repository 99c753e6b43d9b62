import type { Pack } from '../types/pack.js';
import type { Candidate } from '../types/scoring/candidate.js';
import type { ListPenalty } from './choose-greedily.js';

/**
 * Maximal marginal relevance: the cost of an item is its largest cosine similarity to an item chosen before it. The largest similarity can
 * only grow, so the one found so far is a lower bound of the cost: an item is compared with those chosen since only when the bound does not
 * rule it out, which is rare.
 *
 * @param pack whose rows are compared, normalised, so that their scales do not matter
 * @param candidates to choose from
 * @param diversity 0, relevance alone, to 1, similarity alone
 * @see Carbonell, Goldstein: The use of MMR, diversity-based reranking for reordering documents and producing summaries,
 *   SIGIR 1998, with lambda = 1 - diversity
 * @see Minoux: Accelerated greedy algorithms for maximizing submodular set functions, 1978, for the lazy evaluation
 */
export function likenessPenalty(pack: Pick<Pack, 'rows' | 'dimensions'>, candidates: readonly Candidate[], diversity: number): ListPenalty {
  const { dimensions } = pack;
  const units = unitRows(pack, candidates);
  // Starts at -Infinity: an item opposite to all chosen ones has a negative cost, below that of an orthogonal one.
  const greatest = new Float64Array(candidates.length).fill(Number.NEGATIVE_INFINITY);
  const chosen: number[] = [];
  /** Number of chosen items that each candidate was compared with. */
  const compared = new Uint32Array(candidates.length);
  return {
    share: diversity,
    least: (place) => (chosen.length === 0 ? 0 : greatest[place]),
    cost: (place) => {
      if (chosen.length === 0) return 0;
      const own = place * dimensions;
      let most = greatest[place];
      for (let which = compared[place]; which < chosen.length; which++) {
        const other = chosen[which] * dimensions;
        let likeness = 0;
        for (let k = 0; k < dimensions; k++) likeness += units[own + k] * units[other + k];
        if (likeness > most) most = likeness;
      }
      compared[place] = chosen.length;
      greatest[place] = most;
      return most;
    },
    choose: (place) => void chosen.push(place),
  };
}

/** The candidates' rows, normalised to length 1, or 0 for an all-zero row. Shape [candidates, dimensions]. */
function unitRows({ rows, dimensions }: Pick<Pack, 'rows' | 'dimensions'>, candidates: readonly Candidate[]): Float64Array {
  const units = new Float64Array(candidates.length * dimensions);
  for (const [place, { row }] of candidates.entries()) {
    let squared = 0;
    for (let k = 0; k < dimensions; k++) squared += rows[row * dimensions + k] ** 2;
    const scale = squared > 0 ? 1 / Math.sqrt(squared) : 0;
    for (let k = 0; k < dimensions; k++) units[place * dimensions + k] = scale * rows[row * dimensions + k];
  }
  return units;
}
