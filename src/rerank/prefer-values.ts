import type { Candidate, ListStep } from '../types/scoring/candidate.js';

/** What is preferred, and how much. */
export interface Preference {
  /** Name of the step. */
  readonly name: string;
  /** The value of a row, in any unit; NaN where it is not known. */
  numberOf(row: number): number;
  /** -1, the smallest values, to 1, the largest: the most that is added, in widths of the list. */
  readonly weight: number;
  /** Place among the values, 0 for the smallest to 1 for the largest, at which nothing is added. */
  readonly neutral: number;
  /** Number of the group within which a row has its place, such as its currency. Default: all are in one. */
  groupOf?(row: number): number;
  /** Receives the number of candidates without a value, of all, and of the groups of those with one. */
  tell?(missing: number, all: number, groups: number): void;
}

/**
 * Raises the scores of items by their place among the candidates' values, and lowers them: `weight * (place - neutral) * width`. The place is that of the
 * value in the order of the values, 0 for the smallest to 1 for the largest, the mean of equal ones; the width is the distance between the best and
 * the weakest score. So neither the unit of the values nor that of the scores matters, and one enormous value moves no other. A candidate without a
 * value keeps its score; one that is alone in its group has the place 0.5.
 *
 * @param preference the values, and their weight
 * @see Rodriguez, Posse, Zhang: Multiple objective optimization in recommender systems, RecSys 2012, for a weighted sum of relevance and an objective;
 *   Spearman: The proof and measurement of association between two things, 1904, for ranks with the mean of ties
 */
export function preferValues({ name, numberOf, weight, neutral, groupOf = () => 0, tell }: Preference): ListStep {
  return {
    name,
    apply: (candidates) => {
      let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const { score } of candidates) [least, most] = [Math.min(least, score), Math.max(most, score)];
      const groups = new Map<number, number[]>();
      const places = new Float64Array(candidates.length).fill(Number.NaN);
      for (const [at, { row }] of candidates.entries()) {
        if (Number.isNaN(numberOf(row))) continue;
        const group = groups.get(groupOf(row)) ?? [];
        groups.set(groupOf(row), group);
        group.push(at);
      }
      for (const group of groups.values())
        for (const [place, own] of placesOf(group.map((at) => numberOf(candidates[at].row))).entries()) places[group[place]] = own;
      tell?.(
        places.reduce((missing, place) => missing + Number(Number.isNaN(place)), 0),
        candidates.length,
        groups.size,
      );
      return candidates
        .map((candidate, at): Candidate => {
          const contribution = weight * (places[at] - neutral) * (most - least);
          if (!contribution) return candidate;
          const adjustments = [...candidate.adjustments, { step: name, contribution }];
          return { ...candidate, score: candidate.score + contribution, adjustments };
        })
        .sort((a, b) => b.score - a.score);
    },
  };
}

/** The place of each value in their order, 0 to 1. One half where all are equal. */
function placesOf(values: readonly number[]): Float64Array {
  const known = Float64Array.from(values).sort();
  const last = known.length - 1;
  const placeOf = new Map<number, number>();
  for (let from = 0; from <= last; ) {
    let to = from;
    while (to < last && known[to + 1] === known[from]) to++;
    placeOf.set(known[from], last === 0 ? 0.5 : (from + to) / 2 / last);
    from = to + 1;
  }
  return Float64Array.from(values, (value) => placeOf.get(value) ?? Number.NaN);
}
