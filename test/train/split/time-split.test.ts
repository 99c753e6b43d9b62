import { describe, expect, it } from 'vitest';
import { timeSplit } from '../../../src/train/split/time-split.js';
import { interactionsOf } from '../tools/interactions-of.js';

const itemIds = ['a', 'b', 'c', 'd'];

describe('time-split', () => {
  // Shopper 0 has a and b before 10, then b, c, b; shopper 1 stops at 9; shopper 2 begins at 10.
  const log = interactionsOf([[0, 1, 1, 2, 1], [3], [3]], 4, [1, 2, 10, 11, 12, 9, 10]);

  it('trains on events before the moment, and measures every shopper with an event from then on', () => {
    const { training, test } = timeSplit(log, itemIds, 10, 1, 'none');
    expect([...training.itemRows]).toEqual([0, 1, 3]);
    expect(test.map(({ user, now }) => [user, now])).toEqual([
      [0, 10],
      [2, 10],
    ]);
    expect(test.map(({ profile }) => profile.interactions.map(({ itemId }) => itemId))).toEqual([['a', 'b'], []]);
  });

  it('takes all later items for targets, once each, and repeats too', () => {
    const { test } = timeSplit(log, itemIds, 10, 1, 'none');
    expect(test.map(({ targets, unreachable }) => [targets, unreachable])).toEqual([
      [[1, 2], false],
      [[3], false],
    ]);
  });

  it('marks shoppers whose targets are all masked', () => {
    const again = interactionsOf([[0, 1, 0]], 4, [1, 2, 10]);
    expect(timeSplit(again, itemIds, 10, 1, 'seen').test.map(({ unreachable }) => unreachable)).toEqual([true]);
  });

  it('tunes on the last tenth of the events before the moment, and on no test target', () => {
    // Twenty shoppers; the events of each lie a hundred apart, and nobody's last before 1000 is anybody else's.
    const histories = Array.from({ length: 20 }, () => [0, 1, 2, 3]);
    const times = histories.flatMap((_, user) => [user, 100 + user, user === 7 ? 990 : 200 + user, 1000 + user]);
    const { tuning, tuningTraining, training } = timeSplit(interactionsOf(histories, 4, times), itemIds, 1000, 1, 'none');
    const latestLearned = Math.max(...tuningTraining.times);
    expect(training.times.length).toBe(60);
    expect(tuningTraining.times.length).toBe(54);
    expect(tuning.length).toBe(6);
    for (const { targets, now, profile } of tuning) {
      expect(targets).toEqual([2]);
      expect(now).toBeGreaterThan(latestLearned);
      expect(profile.interactions.every(({ time }) => time < now)).toBe(true);
    }
  });
});
