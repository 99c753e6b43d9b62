import { describe, expect, it } from 'vitest';
import { heldOutUsers } from '../../../src/train/split/held-out-users.js';
import { interactionsOf } from '../tools/interactions-of.js';

const itemIds = ['a', 'b', 'c', 'd'];

describe('held-out users', () => {
  it('tunes on held-out shoppers of the other folds, except those who return to an item', () => {
    const histories = Array.from({ length: 100 }, (_, user) => (user % 2 === 0 ? [0, 1, 0] : [0, 1, 2]));
    const log = interactionsOf(histories, 4);
    const { test, tuning, tuningTraining } = heldOutUsers({ log, itemIds, foldOf: (user) => user % 5, fold: 0, seed: 1 });
    expect(test.filter(({ unreachable }) => unreachable).length).toBe(10);
    expect(tuning.length).toBe(8);
    for (const { user } of tuning) {
      expect([user % 2, user % 5 > 0]).toEqual([1, true]);
      expect(tuningTraining.offsets[user + 1]).toBe(tuningTraining.offsets[user]);
    }
  });
});
