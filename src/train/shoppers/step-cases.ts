import type { Interactions } from '../log/interactions.js';
import { shuffledUsers } from './sample-users.js';
import { returnsToItem, type TestShopper, testShopper } from './test-shopper.js';

/**
 * Moments at which some shoppers went on to an item that was new to them: each is a shopper of its own, who did what came before.
 *
 * @param log who touched what
 * @param users whose moments; none of them may be in training
 * @param itemIds by row
 * @param counts does a moment count that leads to this row?
 * @param most moments taken
 * @param seed of the sample
 */
export function nextItemCases(
  log: Interactions,
  users: readonly number[],
  itemIds: readonly string[],
  counts: (row: number) => boolean,
  most: number,
  seed: number,
): TestShopper[] {
  const steps = users.flatMap((user) =>
    Array.from({ length: Math.max(0, log.offsets[user + 1] - log.offsets[user] - 1) }, (_, step) => ({ user, length: step + 1 })),
  );
  return shuffledUsers(steps.length, seed)
    .map((step) => steps[step])
    .filter(({ user, length }) => counts(log.itemRows[log.offsets[user] + length]) && !returnsToItem(log, user, length))
    .slice(0, most)
    .map(({ user, length }) => testShopper(log, user, length, itemIds));
}
