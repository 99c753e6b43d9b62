import { type Interactions, keepFirst } from '../log/interactions.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import { type TestShopper, testShopper } from './test-shopper.js';

/** Shoppers held out of training: one half to tune settings on, the other half to measure on. */
export interface HeldOut {
  /** Of all other shoppers. */
  readonly training: Interactions;
  readonly tuning: readonly TestShopper[];
  /** The tuning shoppers before their last event, which may be on an item they saw before; lists exclude what was bought. */
  readonly returning: readonly TestShopper[];
  readonly measuring: readonly TestShopper[];
}

/** Maximum number of shoppers held out. */
const HELD_OUT_SHOPPERS = 2000;
/** Maximum share of all shoppers held out. */
const HELD_OUT_SHARE = 0.1;
/** With fewer shoppers in a half, the figures would be chance. */
const FEWEST_PER_HALF = 10;

/**
 * Holds a seeded sample of shoppers out of training. The target of each is the last item that was new to them; the history is
 * the events before it. So shops with repeat purchases are not measured on items that a list of new items cannot contain.
 *
 * @param log all interactions
 * @param itemIds by row
 * @param seed of the sample
 * @param share of all shoppers that may be held out, 0 to 1. Default: a tenth, for nine tenths to train on
 * @returns null where there are too few shoppers with two items or more
 */
export function holdOut(log: Interactions, itemIds: readonly string[], seed: number, share = HELD_OUT_SHARE): HeldOut | null {
  const most = Math.min(HELD_OUT_SHOPPERS, Math.floor(log.users * share));
  const shoppers: TestShopper[] = [];
  for (const user of shuffledUsers(log.users, seed)) {
    if (shoppers.length >= most) break;
    const length = historyLength(log, user);
    if (length > 0) shoppers.push(testShopper(log, user, length, itemIds));
  }
  const half = Math.floor(shoppers.length / 2);
  if (half < FEWEST_PER_HALF) return null;
  const aside = new Set(shoppers.map(({ user }) => user));
  return {
    training: keepFirst(log, (user) => (aside.has(user) ? 0 : Number.POSITIVE_INFINITY)),
    tuning: shoppers.slice(0, half),
    returning: shoppers.slice(0, half).map(({ user }) => beforeLast(log, user, itemIds)),
    measuring: shoppers.slice(half),
  };
}

function beforeLast(log: Interactions, user: number, itemIds: readonly string[]): TestShopper {
  return testShopper(log, user, log.offsets[user + 1] - log.offsets[user] - 1, itemIds, { exclude: 'bought' });
}

/** Events before the last event with a new item; 0 where there is only one item. */
function historyLength({ offsets, itemRows }: Interactions, user: number): number {
  const seen = new Set<number>();
  let length = 0;
  for (let event = offsets[user]; event < offsets[user + 1]; event++) {
    if (seen.has(itemRows[event])) continue;
    seen.add(itemRows[event]);
    length = event - offsets[user];
  }
  return length;
}
