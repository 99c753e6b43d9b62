import type { Exclude } from '../../types/request.js';
import { type Interactions, keepFirst } from '../log/interactions.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import { type Split, TUNING_SHARE, TUNING_SHOPPERS } from './split.js';
import { type TestShopper, testShopper } from './test-shopper.js';

/**
 * Time-split: events before a moment are training data. Every shopper with an event at or after it is measured, and all items of
 * those events are targets. Lists are made as of that moment, so shoppers without a history get the popular items. Settings are
 * tuned in the same way, on the last tenth of the events before it.
 *
 * @param log all interactions
 * @param itemIds by row
 * @param before the moment, milliseconds since 1970
 * @param seed of the tuning sample
 * @param exclude the part of the history that lists exclude
 */
export function timeSplit(log: Interactions, itemIds: readonly string[], before: number, seed: number, exclude: Exclude): Split {
  const cut = countsBefore(log, before);
  const training = keepFirst(log, (user) => cut[user]);
  const test: TestShopper[] = [];
  for (let user = 0; user < log.users; user++) {
    if (log.offsets[user] + cut[user] === log.offsets[user + 1]) continue;
    test.push(testShopper(log, user, cut[user], itemIds, { exclude, targets: 'all', now: before }));
  }
  const earlier = momentOf(training.times, 1 - TUNING_SHARE);
  const tuningCut = countsBefore(training, earlier);
  const tuning: TestShopper[] = [];
  for (const user of shuffledUsers(log.users, seed)) {
    if (tuning.length === TUNING_SHOPPERS) break;
    // Settings do not change a list of popular items.
    if (tuningCut[user] === 0 || tuningCut[user] === cut[user]) continue;
    const shopper = testShopper(log, user, tuningCut[user], itemIds, { exclude, targets: 'all', end: cut[user], now: earlier });
    if (!shopper.unreachable) tuning.push(shopper);
  }
  return { training, tuningTraining: keepFirst(training, (user) => tuningCut[user]), tuning, test };
}

/** Events of each user before a moment. Shape [users]. */
function countsBefore({ users, offsets, times }: Interactions, moment: number): Uint32Array {
  const counts = new Uint32Array(users);
  for (let user = 0; user < users; user++) {
    let event = offsets[user];
    while (event < offsets[user + 1] && times[event] < moment) event++;
    counts[user] = event - offsets[user];
  }
  return counts;
}

/** The moment that has this share of the events before it. */
function momentOf(times: Float64Array, share: number): number {
  return times.slice().sort()[Math.floor(share * times.length)];
}
