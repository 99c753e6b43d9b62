import { describe, expect, it } from 'vitest';
import { followTrend, hasTrend } from '../../../../src/train/models/refine/follow-trend.js';
import { interactionsOf } from '../../tools/interactions-of.js';

const DAY_MS = 86_400_000;
const trend = { days: 30, power: 0.5 };

/** Items 1 and 2 follow item 0 equally; in the last days three events are of item 2. */
const table = {
  offsets: Uint32Array.of(0, 2, 2, 2),
  items: Uint32Array.of(1, 2),
  similarities: Float32Array.of(0.5, 0.5),
};
const times = [0, 1, 2, 99, 99.5, 100].map((day) => day * DAY_MS);
const interactions = interactionsOf(
  [
    [0, 1],
    [1, 2],
    [2, 2],
  ],
  3,
  times,
);

describe('followers that follow the trend', () => {
  it('are stronger the more events their item had in the last days, and the table keeps its sum', () => {
    const { items, similarities } = followTrend(table, interactions, trend);
    expect([...items]).toEqual([2, 1]);
    expect(similarities[0] / similarities[1]).toBeCloseTo(2);
    expect(similarities[0] + similarities[1]).toBeCloseTo(1);
  });

  it('are the pairs that they were', () => {
    const { offsets, items } = followTrend(table, interactions, { days: 1, power: 1 });
    expect([...offsets]).toEqual([...table.offsets]);
    expect([...items].sort()).toEqual([1, 2]);
  });

  it('are looked for only in a log twice as long, and in none of positions in place of times', () => {
    expect(hasTrend(interactions, trend)).toBe(true);
    expect(hasTrend(interactions, { days: 51, power: 0.5 })).toBe(false);
    expect(hasTrend(interactionsOf([[0, 1, 2]], 3), trend)).toBe(false);
  });
});
