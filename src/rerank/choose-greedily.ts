import type { Candidate } from '../types/scoring/candidate.js';

/** A penalty on the next item of a list, given the items chosen so far. */
export interface ListPenalty {
  /** Weight against the relevance: 0, none, to 1, the penalty alone. */
  readonly share: number;
  /**
   * The cost of a candidate as the next item, in the unit of the relevance: usually 0 to 1.
   *
   * @param place of the candidate in the input
   */
  cost(place: number): number;
  /** A lower bound of `cost(place)`, cheaper to compute: it rules most candidates out. Default: `cost` itself. */
  least?(place: number): number;
  /** Receives each chosen candidate. */
  choose(place: number): void;
}

/**
 * Fills the first places of a list one by one, each with the best candidate given those before it: its
 * relevance minus the penalties. Relevance is the score, scaled from 0 (the weakest candidate) to 1 (the best).
 * The other candidates follow in their order; scores are unchanged.
 *
 * @param candidates best first
 * @param places number of places to fill, 0 or more
 * @param penalties each with its share; the weight of the relevance is the `product of (1 - share)`
 * @returns a permutation of the candidates; the input itself where all shares are 0
 */
export function chooseGreedily(candidates: readonly Candidate[], places: number, penalties: readonly ListPenalty[]): readonly Candidate[] {
  const counted = penalties.filter(({ share }) => share > 0);
  if (counted.length === 0 || candidates.length < 2) return candidates;
  const relevance = relevanceOf(candidates);
  const left = counted.reduce((product, { share }) => product * (1 - share), 1);
  /** The value of a candidate as the next item, or with `atMost` an upper bound. Both add in one order, so that rounding is equal. */
  const worthOf = (place: number, atMost: boolean): number => {
    let worth = left * relevance[place];
    for (const penalty of counted) {
      worth -= penalty.share * (atMost && penalty.least !== undefined ? penalty.least(place) : penalty.cost(place));
    }
    return worth;
  };
  const open = candidates.map((_, place) => place);
  const chosen: Candidate[] = [];
  while (chosen.length < places && open.length > 0) {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < open.length; at++) {
      const place = open[at];
      if (worthOf(place, true) <= most) continue;
      const worth = worthOf(place, false);
      // The input order breaks ties.
      if (worth > most) {
        most = worth;
        best = at;
      }
    }
    const [place] = open.splice(best, 1);
    for (const penalty of counted) penalty.choose(place);
    chosen.push(candidates[place]);
  }
  return [...chosen, ...open.map((place) => candidates[place])];
}

/** Scores scaled to 0 to 1; all 1 where they are equal. */
function relevanceOf(candidates: readonly Candidate[]): Float64Array {
  let [most, least] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { score } of candidates) {
    most = Math.max(most, score);
    least = Math.min(least, score);
  }
  return Float64Array.from(candidates, ({ score }) => (most > least ? (score - least) / (most - least) : 1));
}
