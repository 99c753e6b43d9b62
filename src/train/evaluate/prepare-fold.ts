import { shuffledUsers } from '../log/shuffled-users.js';
import { simulateColdItems } from '../measure/simulate-cold-items.js';
import type { Split } from '../split/split.js';
import type { TestShopper } from '../split/test-shopper.js';
import type { EvaluationRequest } from './evaluation-request.js';

/**
 * Phase 2 of an evaluation, once per fold: applies the request's share of new items and its limit of shoppers to a split.
 *
 * @param split from `splitLog`
 * @param request share of new items, maximum number of shoppers, seed
 */
export function prepareFold(
  split: Split,
  { newItems, mostShoppers, settings }: Pick<EvaluationRequest, 'newItems' | 'mostShoppers' | 'settings'>,
): Split {
  const prepared = simulateColdItems(split, newItems, settings.seed);
  return { ...prepared, test: sampleShoppers(prepared.test, mostShoppers, settings.seed) };
}

/** A seeded sample of the shoppers, in their order. */
function sampleShoppers(shoppers: readonly TestShopper[], most: number | undefined, seed: number): readonly TestShopper[] {
  if (most === undefined || shoppers.length <= most) return shoppers;
  const drawn = shuffledUsers(shoppers.length, seed).slice(0, most);
  return drawn.sort((a, b) => a - b).map((index) => shoppers[index]);
}
