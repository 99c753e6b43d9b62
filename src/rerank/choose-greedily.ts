import type { Candidate } from '../types/scoring/candidate.js';

/** What speaks against the next item of a list, given those chosen so far. */
export interface ListPenalty {
  /** How much it counts beside the relevance: 0, not at all, to 1, alone. */
  readonly share: number;
  /**
   * What candidate `place` would cost as the next one, in the unit of the relevance: 0 to 1 in the usual case.
   *
   * @param place of the candidate in the list that was given
   */
  cost(place: number): number;
  /** At most `cost(place)`, and cheaper to ask: who is out of the running even so is not asked further. Default: `cost` itself. */
  least?(place: number): number;
  /** Told which candidate was chosen, before the next is. */
  choose(place: number): void;
}

/**
 * Fills the first places of a list one by one, each with the candidate that is worth most given those before it: its
 * relevance, less what the penalties say. Relevance is the score, laid out from 0 (the weakest candidate) to 1 (the best).
 * What is not chosen follows in the order in which it came; scores stay as they are.
 *
 * @param candidates best first
 * @param places how many to fill, 0 or more
 * @param penalties each with its share; the relevance has what all of them leave, `product of (1 - share)`
 * @returns a permutation of the candidates; the very list where all shares are 0
 */
export function chooseGreedily(candidates: readonly Candidate[], places: number, penalties: readonly ListPenalty[]): readonly Candidate[] {
  const counted = penalties.filter(({ share }) => share > 0);
  if (counted.length === 0 || candidates.length < 2) return candidates;
  const relevance = relevanceOf(candidates);
  const left = counted.reduce((product, { share }) => product * (1 - share), 1);
  /** What a candidate is worth next; or, `atMost`, no less than that. Both add up in one order, so rounding cannot part them. */
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
      // Of equal ones the first: the order given breaks ties.
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

/** Scores from 0 to 1; all 1 where they are all the same. */
function relevanceOf(candidates: readonly Candidate[]): Float64Array {
  let [most, least] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { score } of candidates) {
    most = Math.max(most, score);
    least = Math.min(least, score);
  }
  return Float64Array.from(candidates, ({ score }) => (most > least ? (score - least) / (most - least) : 1));
}
