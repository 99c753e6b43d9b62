import type { Exclude } from '../../types/request.js';
import { type Interactions, keepFirst } from '../log/interactions.js';
import { type Split, TUNING_SHARE, TUNING_SHOPPERS } from './protocols.js';
import { shuffledUsers } from './sample-users.js';
import { type TestShopper, testShopper } from './test-shopper.js';

/**
 * Time-split: what happened before a moment is learned from; everybody with an event at or after it is measured, and all
 * the items they touched from then on are to be found. The list is the one they would have been shown at that moment, so
 * those without a history get the popular items. Settings are tuned in the same way, on the last tenth of the events before.
 *
 * @param log who touched what
 * @param itemIds by row
 * @param before milliseconds since 1970
 * @param seed of the sample that is tuned on
 * @param exclude what of the history the lists leave out
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
    // Nobody's settings change a list of popular items.
    if (tuningCut[user] === 0 || tuningCut[user] === cut[user]) continue;
    const shopper = testShopper(log, user, tuningCut[user], itemIds, { exclude, targets: 'all', end: cut[user], now: earlier });
    if (!shopper.unreachable) tuning.push(shopper);
  }
  return { training, tuningTraining: keepFirst(training, (user) => tuningCut[user]), tuning, test };
}

/** How many events of each user lie before a moment. */
function countsBefore({ users, offsets, times }: Interactions, moment: number): Uint32Array {
  const counts = new Uint32Array(users);
  for (let user = 0; user < users; user++) {
    let event = offsets[user];
    while (event < offsets[user + 1] && times[event] < moment) event++;
    counts[user] = event - offsets[user];
  }
  return counts;
}

/** The moment before which this share of the events lies. */
function momentOf(times: Float64Array, share: number): number {
  return times.slice().sort()[Math.floor(share * times.length)];
}
