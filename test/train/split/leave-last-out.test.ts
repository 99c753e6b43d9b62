import { describe, expect, it } from 'vitest';
import { leaveLastOut } from '../../../src/train/split/leave-last-out.js';
import { interactionsOf } from '../tools/interactions-of.js';

const itemIds = ['a', 'b', 'c', 'd'];

describe('leave-last-out', () => {
  it('measures every shopper with two events, and tunes on reachable targets only', () => {
    const log = interactionsOf([[0, 1, 2], [0, 1, 0, 3], [0, 1, 2, 0], [0, 1], [3]], 4);
    const { test, tuning } = leaveLastOut(log, itemIds, 1);
    expect(test.map(({ user, target, unreachable }) => [user, target, unreachable])).toEqual([
      [0, 2, false],
      [1, 3, false],
      [2, 0, true],
      [3, 1, false],
    ]);
    // The tuning target is the last but one: user 1 returned to it.
    expect(tuning.map(({ user, target }) => [user, target]).sort()).toEqual([
      [0, 1],
      [2, 2],
    ]);
  });
});
