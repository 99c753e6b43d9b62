import type { Exclude } from '../../types/request.js';
import { type Interactions, keepFirst } from '../log/interactions.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import { type Split, TUNING_SHARE, TUNING_SHOPPERS } from './split.js';
import { returnsToItem, type TestShopper, testShopper } from './test-shopper.js';

/** Input of `heldOutUsers`. */
interface HeldOutUsersRequest {
  readonly log: Interactions;
  /** By row. */
  readonly itemIds: readonly string[];
  /** The fold of a user. */
  readonly foldOf: (user: number) => number;
  /** The fold to measure. */
  readonly fold: number;
  /** Of the tuning sample. */
  readonly seed: number;
  /** The part of the history that lists exclude. Default `seen`. */
  readonly exclude?: Exclude;
}

/**
 * Held-out users: training sees no event of the fold's shoppers. Their last event is the target; the others are replayed as the
 * events of a new browser. Settings are tuned on shoppers of the other folds, held out in the same way and not measured.
 */
export function heldOutUsers({ log, itemIds, foldOf, fold, seed, exclude = 'seen' }: HeldOutUsersRequest): Split {
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
