import type { ListPenalty } from './choose-greedily.js';

/** Share of the shopper's mix in the list's, so that a category missing from the list has a finite cost. */
const SMOOTHING = 0.01;

/** The shopper's mix of categories, and the candidates' categories. */
export interface CategoryMix {
  /** Share of each category in the history, by category number; adds up to 1. Empty for an unknown shopper. */
  readonly wanted: ReadonlyMap<number, number>;
  /** Category number of each candidate, -1 for one without. Shape [candidates]. */
  readonly categories: ArrayLike<number>;
}

/**
 * Calibration: the cost of an item is the increase that it makes in the Kullback-Leibler divergence, in nats, between the list's categories and the
 * shopper's.
 *
 * @param mix the shopper's shares and the candidates' categories
 * @param calibration 0, relevance alone, to 1, the mix alone
 * @see Steck: Calibrated recommendations, RecSys 2018, equations 2 to 6, alpha = 0.01 and lambda = calibration
 */
export function miscalibrationPenalty({ wanted, categories }: CategoryMix, calibration: number): ListPenalty {
  const given = new Map<number, number>();
  let listed = 0;
  /** Divergence with one more item of category `added`; -1: with none. */
  const divergenceWith = (added: number): number => {
    const size = listed + (added < 0 ? 0 : 1);
    let divergence = 0;
    for (const [category, share] of wanted) {
      const count = (given.get(category) ?? 0) + (category === added ? 1 : 0);
      const own = size === 0 ? 0 : count / size;
      divergence += share * Math.log(share / ((1 - SMOOTHING) * own + SMOOTHING * share));
    }
    return divergence;
  };
  let now = divergenceWith(-1);
  /** One value per category and place of the list, not one per candidate. */
  let costs = new Map<number, number>();
  return {
    share: wanted.size === 0 ? 0 : calibration,
    cost: (place) => {
      const category = categories[place];
      const known = costs.get(category);
      if (known !== undefined) return known;
      const cost = divergenceWith(category) - now;
      costs.set(category, cost);
      return cost;
    },
    choose: (place) => {
      const category = categories[place];
      now = divergenceWith(category);
      costs = new Map();
      if (category < 0) return;
      given.set(category, (given.get(category) ?? 0) + 1);
      listed++;
    },
  };
}
