import { describe, expect, it } from 'vitest';
import type { ItemNeighbours } from '../../../../src/train/models/item-cosine.js';
import { evenScale, mixFollowers, type TrainedParts, twoSteps } from '../../../../src/train/models/mixture/mix-followers.js';
import { mixtureText } from '../../../../src/train/models/mixture/mixture.js';

type Row = readonly (readonly [number, number])[];

/** A table with these rows of [item, weight]. */
function tableOf(rows: readonly Row[]): ItemNeighbours {
  const offsets = new Uint32Array(rows.length + 1);
  for (const [row, entries] of rows.entries()) offsets[row + 1] = offsets[row] + entries.length;
  const entries = rows.flat();
  return {
    offsets,
    items: Uint32Array.from(entries, ([item]) => item),
    similarities: Float32Array.from(entries, ([, weight]) => weight),
  };
}

function rowsOf({ offsets, items, similarities }: ItemNeighbours): number[][][] {
  return Array.from(offsets.subarray(1), (end, row) =>
    Array.from({ length: end - offsets[row] }, (_, place) => [items[offsets[row] + place], similarities[offsets[row] + place]]),
  );
}

const KNOWN = tableOf([
  [[1, 0.5]],
  [
    [2, 0.25],
    [0, 0.25],
  ],
  [],
]);
const ALIKE = tableOf([[[2, 1]], [[2, 1]], [[0, 1]]]);

describe('the common scale of tables', () => {
  it('has rows that add up to 1 on average, and leaves their differences', () => {
    const table = evenScale(
      tableOf([
        [[1, 3]],
        [
          [0, 0.5],
          [2, 0.5],
        ],
        [],
      ]),
      0,
    );
    expect(rowsOf(table)).toEqual([
      [[1, 1.5]],
      [
        [0, 0.25],
        [2, 0.25],
      ],
      [],
    ]);
  });

  it('has rows that all add up to 1 where the differences are removed, and is between with half of them removed', () => {
    const table = tableOf([
      [[1, 4]],
      [
        [0, 0.5],
        [2, 0.5],
      ],
    ]);
    expect(rowsOf(evenScale(table, 1))).toEqual([
      [[1, 1]],
      [
        [0, 0.5],
        [2, 0.5],
      ],
    ]);
    const half = rowsOf(evenScale(table, 0.5));
    expect(half[0][0][1] / (2 * half[1][0][1])).toBeCloseTo(2, 5);
  });

  it('leaves an empty table empty', () => {
    expect(rowsOf(evenScale(tableOf([[], []]), 0))).toEqual([[], []]);
  });
});

describe('two steps', () => {
  it('lead to what follows what follows an item, never back to the item', () => {
    // From 1 by 2 to 0, and by 0 to 2; from 0 by 1 to 2.
    expect(rowsOf(twoSteps(KNOWN, ALIKE, 5))).toEqual([
      [[2, 0.5]],
      [
        [0, 0.25],
        [2, 0.25],
      ],
      [],
    ]);
  });
});

describe('a mixture of tables', () => {
  const parts: TrainedParts = new Map([
    ['closed-form', KNOWN],
    ['item-knn', ALIKE],
  ]);

  it('is the sum of their rows by weight, the strongest first', () => {
    const mixed = mixFollowers(
      parts,
      [
        { part: 'closed-form', weight: 1 },
        { part: 'item-knn', weight: 0.5 },
      ],
      5,
    );
    expect(rowsOf(mixed)).toEqual([
      [
        [1, 0.5],
        [2, 0.5],
      ],
      [
        [2, 0.75],
        [0, 0.25],
      ],
      [[0, 0.5]],
    ]);
  });

  it('is one of them where only that has a weight', () => {
    expect(rowsOf(mixFollowers(parts, [{ part: 'item-knn', weight: 1 }], 5))).toEqual(rowsOf(ALIKE));
  });

  it('is cut to the number of followers asked for', () => {
    const mixed = mixFollowers(parts, [{ part: 'closed-form', weight: 1 }], 1);
    expect(rowsOf(mixed)).toEqual([[[1, 0.5]], [[0, 0.25]], []]);
  });

  it('is told in words', () => {
    expect(
      mixtureText([
        { part: 'closed-form', weight: 1 },
        { part: 'steps-twice', weight: 0.4 },
      ]),
    ).toBe('closed-form 1, steps-twice 0.4');
  });
});
