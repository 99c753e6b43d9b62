import type { Exclude } from '../../types/request.js';
import { type Interactions, keepFirst } from '../log/interactions.js';
import { shuffledUsers } from './sample-users.js';
import { returnsToItem, type TestShopper, testShopper } from './test-shopper.js';

/** How a log is parted into what is learned from, what is tuned on, and what is measured. */
export interface Split {
  /** What the measured pack learns from. */
  readonly training: Interactions;
  /** What the pack learns from on which settings are tuned: `training` itself, or less. */
  readonly tuningTraining: Interactions;
  /**
   * Shoppers whose targets settings are tuned on, at most `TUNING_SHOPPERS`, all of them reachable: the others are missed
   * with any settings. None of these targets is measured in this split.
   */
  readonly tuning: readonly TestShopper[];
  /** Shoppers who are measured. */
  readonly test: readonly TestShopper[];
}

/** Most shoppers that settings are tuned on. */
export const TUNING_SHOPPERS = 2000;
/** And no more than this share of those who are learned from; by time, the last such share of the events. */
export const TUNING_SHARE = 0.1;

/**
 * Leave-last-out: per shopper the last event is the test target, the one before it the target to tune on, the rest is
 * learned from. At test time the history is everything but the last event. So the shoppers that settings are tuned on are
 * measured too, but on another target.
 *
 * @param log who touched what
 * @param itemIds by row
 * @param seed of the sample that is tuned on
 * @param exclude what of the history the lists leave out
 */
export function leaveLastOut(log: Interactions, itemIds: readonly string[], seed: number, exclude: Exclude = 'seen'): Split {
  const length = (user: number): number => log.offsets[user + 1] - log.offsets[user];
  const training = keepFirst(log, (user) => length(user) - 2);
  const at = (user: number, history: number): TestShopper => testShopper(log, user, history, itemIds, { exclude });
  const test: TestShopper[] = [];
  for (let user = 0; user < log.users; user++) if (length(user) >= 2) test.push(at(user, length(user) - 1));
  const tuning = shuffledUsers(log.users, seed)
    .filter((user) => length(user) >= 3 && (exclude === 'none' || !returnsToItem(log, user, length(user) - 2)))
    .slice(0, TUNING_SHOPPERS)
    .map((user) => at(user, length(user) - 2));
  return { training, tuningTraining: training, tuning, test };
}

/**
 * Held-out users: the shoppers of the fold are unknown in training; their last event is the target, the rest is played in
 * as a fresh browser's events. Settings are tuned on shoppers of the other folds, held out in the same way; in this split
 * they are not measured.
 *
 * @param log who touched what
 * @param itemIds by row
 * @param foldOf the fold of a user
 * @param fold which fold is measured
 * @param seed of the sample that is tuned on
 * @param exclude what of the history the lists leave out
 */
export function heldOutUsers(
  log: Interactions,
  itemIds: readonly string[],
  foldOf: (user: number) => number,
  fold: number,
  seed: number,
  exclude: Exclude = 'seen',
): Split {
  const length = (user: number): number => log.offsets[user + 1] - log.offsets[user];
  const at = (user: number): TestShopper => testShopper(log, user, length(user) - 1, itemIds, { exclude });
  const test: TestShopper[] = [];
  const others: number[] = [];
  for (const user of shuffledUsers(log.users, seed)) {
    if (foldOf(user) !== fold) others.push(user);
    else if (length(user) >= 2) test.push(at(user));
  }
  test.sort((a, b) => a.user - b.user);
  const tuned = others
    .filter((user) => length(user) >= 2 && (exclude === 'none' || !returnsToItem(log, user, length(user) - 1)))
    .slice(0, Math.min(TUNING_SHOPPERS, Math.floor(others.length * TUNING_SHARE)));
  const aside = new Set(tuned);
  return {
    training: keepFirst(log, (user) => (foldOf(user) === fold ? 0 : length(user))),
    tuningTraining: keepFirst(log, (user) => (foldOf(user) === fold || aside.has(user) ? 0 : length(user))),
    tuning: tuned.map(at),
    test,
  };
}
