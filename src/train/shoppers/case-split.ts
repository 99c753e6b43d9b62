import type { Exclude } from '../../types/request.js';
import { type Interactions, keepFirst } from '../log/interactions.js';
import type { Case } from '../log/read-cases.js';
import type { Log } from '../log/read-log.js';
import { type Split, TUNING_SHARE, TUNING_SHOPPERS } from './protocols.js';
import { shuffledUsers } from './sample-users.js';
import { caseShopper, returnsToItem, testShopper } from './test-shopper.js';

/**
 * Cases: the whole log is learned from, and each case is a fresh shopper. Settings are tuned on the last tenth of the log's
 * shoppers (sessions, where every session is one), on what followed each of their events.
 *
 * @param log with its user ids
 * @param cases from `readCases`
 * @param seed of the sample that is tuned on
 * @param exclude what of the history the lists leave out
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

/** The last tenth of the users, by their first event; of those that begin at once the higher numbers, or later ids, come later. */
function lastUsers({ users, offsets, times }: Interactions, userIds: readonly string[]): number[] {
  const order = Array.from({ length: users }, (_, user) => user);
  const byNumber = new Intl.Collator('en', { numeric: true });
  order.sort((a, b) => times[offsets[a]] - times[offsets[b]] || byNumber.compare(userIds[a], userIds[b]));
  return order.slice(order.length - Math.floor(users * TUNING_SHARE));
}
