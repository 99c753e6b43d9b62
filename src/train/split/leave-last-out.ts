import type { Exclude } from '../../types/request.js';
import { type Interactions, keepFirst } from '../log/interactions.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import { type Split, TUNING_SHOPPERS } from './split.js';
import { returnsToItem, type TestShopper, testShopper } from './test-shopper.js';

/**
 * Leave-last-out: each shopper's last event is the test target, the one before it the tuning target, the rest is training data.
 * At test time the history is everything but the last event. So tuning shoppers are measured too, but on another target.
 *
 * @param log all interactions
 * @param itemIds by row
 * @param seed of the tuning sample
 * @param exclude the part of the history that lists exclude
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
