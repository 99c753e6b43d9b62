import type { SparseVector } from '../../types/scoring/query.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import { basketCases } from './basket-cases.js';
import { tableRanker } from './cart-rankers.js';
import type { CategoryCodes } from './category-codes.js';
import { type Baskets, someBaskets } from './collect-baskets.js';
import { DAMPINGS, dampSubstitutes } from './damp-substitutes.js';
import { type CartRanker, meanDefined, measureCarts, shareOfOwn } from './measure-carts.js';
import type { TrainedBaskets } from './train-baskets.js';

/** Maximum number of baskets that the lists are compared with. */
const BASKETS = 1000;

/** Baskets whose lists have about as many substitutes as the shop's baskets have. */
export interface CalibratedBaskets {
  readonly trained: TrainedBaskets;
  /** Weight of pairs within a category, one of `DAMPINGS`. */
  readonly substitutes: number;
}

/**
 * Chooses how much substitutes are damped: as much as the shop's own baskets say. It is the weight with which the share of listed items that are
 * in a category of the cart comes nearest to the share of left-out items that are.
 *
 * @param trained from `trainBaskets`
 * @param baskets of the training
 * @param categories from `categoryCodes`
 * @param seed of the sample
 * @returns undamped where the catalogue has no categories
 * @see Steck: Calibrated recommendations, RecSys 2018
 */
export function calibrateBaskets(trained: TrainedBaskets, baskets: Baskets, categories: CategoryCodes, seed: number): CalibratedBaskets {
  const sample = new Set(shuffledUsers(baskets.users.length, seed).slice(0, BASKETS));
  const cases = basketCases(
    someBaskets(baskets, (basket) => sample.has(basket)),
    'rest',
    1,
    seed,
  );
  const real = meanDefined(Float64Array.from(cases, ({ cart, target }) => shareOfOwn(cart, [target], categories.codes)));
  let best: CalibratedBaskets = { trained, substitutes: 1 };
  let nearest = Number.POSITIVE_INFINITY;
  for (const substitutes of Number.isNaN(real) ? [] : DAMPINGS) {
    const damped = dampSubstitutes(trained, categories, substitutes);
    const { ownCategory } = measureCarts(cases, trainedRanker(damped, categories), categories.codes);
    const distance = Math.abs(meanDefined(ownCategory) - real);
    if (!(distance < nearest)) continue;
    nearest = distance;
    best = { trained: damped, substitutes };
  }
  return best;
}

/** The model's lists before it is encoded. */
function trainedRanker({ pairs, categories, backOff }: TrainedBaskets, { codes }: CategoryCodes): CartRanker {
  const own = tableRanker(pairs);
  return (cart): SparseVector => {
    const sums = new Map<number, number>();
    const add = (item: number, value: number): void => void sums.set(item, (sums.get(item) ?? 0) + value);
    const { items, values } = own(cart);
    for (const [place, item] of items.entries()) add(item, values[place]);
    for (const row of cart) {
      const { offsets } = categories;
      for (let entry = offsets[codes[row]] ?? 0; entry < (offsets[codes[row] + 1] ?? 0); entry++) {
        add(categories.items[entry], backOff[row] * categories.similarities[entry]);
      }
    }
    return { items: Uint32Array.from(sums.keys()), values: Float32Array.from(sums.values()) };
  };
}
