import type { Interactions } from '../log/interactions.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import { returnsToItem, type TestShopper, testShopper } from './test-shopper.js';

/** Input of `nextItemCases`. */
interface NextItemRequest {
  readonly log: Interactions;
  /** User numbers; none of these users may be in training. */
  readonly users: readonly number[];
  /** By row. */
  readonly itemIds: readonly string[];
  /** Whether a target row counts. */
  readonly counts: (row: number) => boolean;
  /** Maximum number of cases. */
  readonly most: number;
  /** Of the sample. */
  readonly seed: number;
}

/** A seeded sample of the events whose item is new to their shopper: each is the target of a test shopper with the history before it. */
export function nextItemCases({ log, users, itemIds, counts, most, seed }: NextItemRequest): TestShopper[] {
  const cases = users.flatMap((user) =>
    Array.from({ length: Math.max(0, log.offsets[user + 1] - log.offsets[user] - 1) }, (_, event) => ({ user, length: event + 1 })),
  );
  return shuffledUsers(cases.length, seed)
    .map((index) => cases[index])
    .filter(({ user, length }) => counts(log.itemRows[log.offsets[user] + length]) && !returnsToItem(log, user, length))
    .slice(0, most)
    .map(({ user, length }) => testShopper(log, user, length, itemIds));
}
