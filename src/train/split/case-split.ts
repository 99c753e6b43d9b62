import type { Exclude } from '../../types/request.js';
import { type Interactions, keepFirst } from '../log/interactions.js';
import type { Case } from '../log/read-cases.js';
import type { Log } from '../log/read-log.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import { type Split, TUNING_SHARE, TUNING_SHOPPERS } from './split.js';
import { caseShopper, returnsToItem, testShopper } from './test-shopper.js';

/**
 * Cases: the whole log is training data, and each case is a new shopper. Settings are tuned on the last tenth of the log's
 * shoppers (or sessions, where each is a user of the log), on the item after each of their events.
 *
 * @param log with its user ids
 * @param cases from `readCases`
 * @param seed of the tuning sample
 * @param exclude the part of the history that lists exclude
 */
export function caseSplit({ interactions, itemIds, userIds }: Log, cases: readonly Case[], seed: number, exclude: Exclude): Split {
  const rowOf = new Map(itemIds.map((id, row) => [id, row]));
  const { offsets } = interactions;
  const last = lastUsers(interactions, userIds);
  const aside = new Set(last);
  const steps = last.flatMap((user) =>
    Array.from({ length: Math.max(0, offsets[user + 1] - offsets[user] - 1) }, (_, step) => ({ user, length: step + 1 })),
  );
  const tuning = shuffledUsers(steps.length, seed)
    .map((step) => steps[step])
    .filter(({ user, length }) => exclude === 'none' || !returnsToItem(interactions, user, length))
    .slice(0, TUNING_SHOPPERS)
    .map(({ user, length }) => testShopper(interactions, user, length, itemIds, { exclude }));
  return {
    training: interactions,
    tuningTraining: keepFirst(interactions, (user) => (aside.has(user) ? 0 : Number.POSITIVE_INFINITY)),
    tuning,
    test: cases.map(({ history, target: id }, number) => caseShopper(number, history, { id, row: rowOf.get(id) ?? -1 }, exclude)),
  };
}

/** The last tenth of the users by the time of their first event; equal times in order of the ids. */
function lastUsers({ users, offsets, times }: Interactions, userIds: readonly string[]): number[] {
  const order = Array.from({ length: users }, (_, user) => user);
  const byNumber = new Intl.Collator('en', { numeric: true });
  order.sort((a, b) => times[offsets[a]] - times[offsets[b]] || byNumber.compare(userIds[a], userIds[b]));
  return order.slice(order.length - Math.floor(users * TUNING_SHARE));
}
