import { isMoneyName } from '../../core/catalog/money-name.js';
import { longTail } from '../../core/numbers/long-tail.js';
import { preferValues } from '../../rerank/prefer-values.js';
import { raiseTail } from '../../rerank/raise-tail.js';
import type { Pack } from '../../types/pack.js';
import type { ListStep } from '../../types/scoring/candidate.js';

/** Receives a number of items that the step could do nothing for, of how many, and how many currencies their values are in. */
type Tell = (some: number, all: number, currencies: number) => void;

/** Receives a number of items of the long tail, and of places. */
type TellShare = (some: number, all: number) => void;

/** What is wanted of the items of a list, as numbers. */
interface Objective {
  readonly attribute: string;
  readonly values: ArrayLike<number>;
  readonly weight: number;
}

/**
 * The step towards an objective: an item with a value in the middle of the candidates' keeps its score.
 *
 * Amounts of money have their places within each currency, since those of two cannot be compared.
 *
 * @param pack with the currencies
 * @param objective `attribute`: its name; `values`: by row, in any unit, NaN where it is not known; `weight`: -1 to 1
 * @param tell receives the number of candidates without a value, of all, and of the currencies of an amount of money
 */
export function objectiveStep(
  pack: Pick<Pack, 'codedColumn' | 'ownPrices'>,
  { attribute, values, weight }: Objective,
  tell?: Tell,
): ListStep {
  // Amounts among the attributes are in the catalogue's own currencies, in every locale.
  const column = attribute === 'price' || pack.ownPrices === undefined ? pack.codedColumn('currency') : pack.ownPrices.currency;
  const groupOf = column !== null && isMoneyName(attribute) ? (row: number) => column.codes[row] : undefined;
  return preferValues({
    name: 'objective',
    numberOf: (row) => values[row] ?? Number.NaN,
    weight,
    neutral: 0.5,
    ...(groupOf && { groupOf }),
    ...(tell && { tell }),
  });
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
export function floorStep({ popularity }: Pick<Pack, 'popularity'>, share: number, count: number, tell?: TellShare): ListStep {
  return raiseTail({ isTail: longTail(popularity), share, count, ...(tell && { tell }) });
}
