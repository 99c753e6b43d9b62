import { describe, expect, it } from 'vitest';
import { heldOutUsers, leaveLastOut } from '../../../src/train/shoppers/protocols.js';
import { assignFolds, foldOfUser } from '../../../src/train/shoppers/user-folds.js';
import { interactionsOf } from '../interactions-of.js';

const itemIds = ['a', 'b', 'c', 'd'];

describe('the protocols', () => {
  it('measure everybody with two events, and tune on reachable targets only', () => {
    const log = interactionsOf([[0, 1, 2], [0, 1, 0, 3], [0, 1, 2, 0], [0, 1], [3]], 4);
    const { test, tuning } = leaveLastOut(log, itemIds, 1);
    expect(test.map(({ user, target, unreachable }) => [user, target, unreachable])).toEqual([
      [0, 2, false],
      [1, 3, false],
      [2, 0, true],
      [3, 1, false],
    ]);
    // The target to tune on is the last but one: user 1 returned to it.
    expect(tuning.map(({ user, target }) => [user, target]).sort()).toEqual([
      [0, 1],
      [2, 2],
    ]);
  });

  it('set shoppers of other folds aside to tune on, those who return to an item excepted', () => {
    const histories = Array.from({ length: 100 }, (_, user) => (user % 2 === 0 ? [0, 1, 0] : [0, 1, 2]));
    const { test, tuning, tuningTraining } = heldOutUsers(interactionsOf(histories, 4), itemIds, (user) => user % 5, 0, 1);
    expect(test.filter(({ unreachable }) => unreachable).length).toBe(10);
    expect(tuning.length).toBe(8);
    for (const { user } of tuning) {
      expect([user % 2, user % 5 > 0]).toEqual([1, true]);
      expect(tuningTraining.offsets[user + 1]).toBe(tuningTraining.offsets[user]);
    }
  });
});

describe('folds', () => {
  const everybody = (): boolean => true;

  it('hold whole numbers by remainder, other ids by a stable hash', () => {
    expect([0, 7, 12, 100].map((id) => foldOfUser(String(id)))).toEqual([0, 2, 2, 0]);
    const folds = Array.from({ length: 1000 }, (_, index) => foldOfUser(`shopper-${index}`));
    expect(foldOfUser('shopper-1')).toBe(folds[1]);
    for (let fold = 0; fold < 5; fold++) expect(folds.filter((found) => found === fold).length).toBeGreaterThan(150);
  });

  it('are those of the hash where a fold asked for would be next to empty, or hold everybody', () => {
    const tens = Array.from({ length: 1000 }, (_, index) => String(10 * index));
    expect(assignFolds(tens, everybody, [0]).note).toMatch(/of fold 0;/);
    const { foldOf, note } = assignFolds([...tens, '1'], everybody, [1, 2]);
    expect(note).toMatch(/of fold 1, 2;/);
    for (let fold = 0; fold < 5; fold++) expect(tens.filter((_, user) => foldOf(user) === fold).length).toBeGreaterThan(150);
  });

  it('count only shoppers who can be measured', () => {
    const ids = Array.from({ length: 100 }, (_, index) => String(index));
    expect(assignFolds(ids, everybody, [3]).note).toBeNull();
    expect(assignFolds(ids, (user) => user % 5 !== 3, [3]).note).toMatch(/of fold 3;/);
  });
});
