import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import type { SparseMatrix } from '../../../src/train/matrices/sparse-matrix.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { walkRows } from '../../../src/train/teacher/walk-rows.js';
import { interactionsOf } from '../tools/interactions-of.js';

const rowsOf = (histories: readonly (readonly number[])[], items: number, support: number): SparseMatrix =>
  walkRows(interactionsOf(histories, items), support, SILENT_STEP);
const pairsOf = ({ offsets, indices }: SparseMatrix): string[] =>
  Array.from(offsets.subarray(1), (end, row) => Array.from(indices.subarray(offsets[row], end), (item) => `${row}-${item}`)).flat();

/** Three groups of items; each shopper buys within one. Nobody joins the first two. */
function groupedHistories(count: number): number[][] {
  const random = seededRandom(11);
  return Array.from({ length: count }, (_, user) => Array.from({ length: 4 }, () => 10 * (user % 3) + Math.floor(random() * 10)));
}

/** Pairs of which one step or two lead from the first to the second, by the definition, and whether any shopper is needed for it. */
function naivePairs(histories: readonly (readonly number[])[], items: number): Set<string> {
  const stepsWithout = (left: number): Set<string>[] => {
    const steps = Array.from({ length: items }, () => new Set<string>());
    for (const [user, history] of histories.entries()) {
      if (user === left) continue;
      for (const from of history) for (const to of history) if (from !== to) steps[from].add(String(to));
    }
    return steps;
  };
  const reachedWithout = (left: number): Set<string> => {
    const steps = stepsWithout(left);
    const pairs = new Set<string>();
    for (let from = 0; from < items; from++) {
      for (const between of steps[from]) {
        pairs.add(`${from}-${between}`);
        for (const to of steps[Number(between)]) if (Number(to) !== from) pairs.add(`${from}-${to}`);
      }
    }
    return pairs;
  };
  const shoppers = new Map<string, number>();
  for (const history of histories) {
    for (const from of new Set(history))
      for (const to of new Set(history)) shoppers.set(`${from}-${to}`, (shoppers.get(`${from}-${to}`) ?? 0) + 1);
  }
  const named = new Set([...reachedWithout(-1)].filter((pair) => shoppers.get(pair) !== 1));
  for (const user of histories.keys()) {
    const reached = reachedWithout(user);
    for (const pair of named) if (!shoppers.has(pair) && !reached.has(pair)) named.delete(pair);
  }
  return named;
}

describe('a teacher that walks', () => {
  it('names what nobody bought together where two shoppers lead there on ways of their own', () => {
    // 0 and 3 were never together: 0-1-3 by the first two shoppers, 0-2-3 by the others.
    const rows = rowsOf(
      [
        [0, 1],
        [1, 3],
        [0, 2],
        [2, 3],
      ],
      4,
      2,
    );
    expect(pairsOf(rows)).toEqual(['0-3', '1-2', '2-1', '3-0']);
  });

  it('does not name what a single shopper is needed for', () => {
    expect(
      pairsOf(
        rowsOf(
          [
            [0, 1],
            [1, 3],
          ],
          4,
          2,
        ),
      ),
    ).toEqual([]);
    expect(
      pairsOf(
        rowsOf(
          [
            [0, 1],
            [1, 3],
          ],
          4,
          1,
        ),
      ),
    ).toContain('0-3');
    // Two ways, but the last shopper made the last step of both.
    expect(
      pairsOf(
        rowsOf(
          [
            [0, 1],
            [0, 2],
            [1, 3, 2],
          ],
          4,
          2,
        ),
      ),
    ).not.toContain('0-3');
  });

  it('does not name a pair that one shopper made, whatever else leads there', () => {
    const ways = [
      [0, 1],
      [1, 3],
      [0, 2],
      [2, 3],
    ];
    expect(pairsOf(rowsOf([...ways, [0, 3]], 4, 2))).not.toContain('0-3');
    expect(pairsOf(rowsOf([...ways, [0, 3]], 4, 2))).not.toContain('3-0');
    expect(pairsOf(rowsOf([...ways, [0, 3], [0, 3]], 4, 2))).toContain('0-3');
    // Further apart than any step.
    const apart = [0, ...Array.from({ length: 40 }, () => 4), 3];
    expect(pairsOf(rowsOf([...ways, apart], 5, 2))).not.toContain('0-3');
  });

  it('walks steps of three shoppers only where three are asked for', () => {
    const twice = [
      [0, 1],
      [0, 1],
      [1, 2],
      [1, 2],
    ];
    expect(pairsOf(rowsOf(twice, 3, 2))).toEqual(['0-1', '0-2', '1-0', '1-2', '2-0', '2-1']);
    expect(pairsOf(rowsOf(twice, 3, 3))).toEqual([]);
    expect(pairsOf(rowsOf([...twice, [0, 1], [1, 2]], 3, 3))).toContain('0-2');
  });

  it('names exactly the pairs that would be reached without any one shopper, on random logs', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = seededRandom(seed);
      const histories = Array.from({ length: 14 }, () => Array.from({ length: 3 }, () => Math.floor(random() * 12)));
      expect(new Set(pairsOf(rowsOf(histories, 12, 2)))).toEqual(naivePairs(histories, 12));
    }
  });

  it('names the same pairs with and without a shopper whose pair is theirs alone', () => {
    const log = groupedHistories(90);
    const without = pairsOf(rowsOf(log, 30, 2));
    const planted = pairsOf(rowsOf([...log, [4, 15]], 30, 2));
    expect(planted).toEqual(without);
    expect(planted.filter((pair) => pair === '4-15' || pair === '15-4')).toEqual([]);
    // Nor does it join their groups for anybody else.
    const isAcross = (pair: string): boolean => new Set(pair.split('-').map((item) => Math.floor(Number(item) / 10))).size > 1;
    expect(planted.filter(isAcross)).toEqual([]);
    expect(without.length).toBeGreaterThan(100);
    // Without the rule it would.
    expect(pairsOf(rowsOf([...log, [4, 15]], 30, 1)).filter(isAcross).length).toBeGreaterThan(2);
  });

  it('is empty for a log without steps', () => {
    expect(pairsOf(rowsOf([[0], [1, 1], []], 2, 2))).toEqual([]);
  });
});
