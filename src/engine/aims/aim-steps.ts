import { longTail } from '../../core/numbers/long-tail.js';
import { preferValues } from '../../rerank/prefer-values.js';
import { raiseTail } from '../../rerank/raise-tail.js';
import type { Pack } from '../../types/pack.js';
import type { ListStep } from '../../types/scoring/candidate.js';

/** Receives a number of items that the step could do nothing for, and of how many. */
type Tell = (some: number, all: number) => void;

/**
 * The step towards an objective: an item with a value in the middle of the candidates' keeps its score.
 *
 * @param values by row, in any unit; NaN where it is not known
 * @param weight -1 to 1
 * @param tell receives the number of candidates without a value, and of all
 */
export function objectiveStep(values: ArrayLike<number>, weight: number, tell?: Tell): ListStep {
  return preferValues({ name: 'objective', numberOf: (row) => values[row] ?? Number.NaN, weight, neutral: 0.5, ...(tell && { tell }) });
}

/**
 * The step that takes from what is popular: the least popular candidate keeps its score.
 *
 * @param pack with the popularity
 * @param discount 0 to 1
 */
export function discountStep({ popularity }: Pick<Pack, 'popularity'>, discount: number): ListStep {
  return preferValues({ name: 'popularity discount', numberOf: (row) => popularity[row], weight: -discount, neutral: 0 });
}

/**
 * The step that keeps a share of the places for the long tail.
 *
 * @param pack with the popularity
 * @param share 0 to 1
 * @param count length of the list
 * @param tell receives the number of its items in a list that has too few, and the length of the list
 */
export function floorStep({ popularity }: Pick<Pack, 'popularity'>, share: number, count: number, tell?: Tell): ListStep {
  return raiseTail({ isTail: longTail(popularity), share, count, ...(tell && { tell }) });
}
