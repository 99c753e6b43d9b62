import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Preference, preferValues } from '../../src/rerank/prefer-values.js';
import type { Candidate } from '../../src/types/scoring/candidate.js';

const candidatesOf = (scores: readonly number[]): Candidate[] =>
  [...scores].sort((a, b) => b - a).map((score, row) => ({ row, score, adjustments: [] }));
const preferred = (scores: readonly number[], values: readonly number[], more: Partial<Preference> = {}): readonly Candidate[] =>
  preferValues({ name: 'wish', numberOf: (row) => values[row], weight: 0.5, neutral: 0.5, ...more }).apply(candidatesOf(scores));
const rowsOf = (list: readonly Candidate[]): number[] => list.map(({ row }) => row);
const anyScores = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 30 });
const anyValues = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.NaN)), { minLength: 30, maxLength: 30 });

describe('a preference of values', () => {
  it('adds up to half the width for the largest value, takes as much from the smallest, and nothing else is moved', () => {
    expect(preferred([4, 2, 0], [10, 20, 30], { weight: 1 }).map(({ row, score }) => [row, score])).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
  });

  it('of several groups is as of each alone, and says how many there are', () =>
    fc.assert(
      fc.property(anyScores, anyValues, (scores, values) => {
        const said: number[] = [];
        const isOdd = (row: number): boolean => row % 2 === 1;
        const tell = (_missing: number, _all: number, groups: number): void => void said.push(groups);
        const apart = preferred(scores, values, { groupOf: (row) => row % 2, tell });
        const own = (odd: boolean) => values.map((value, row) => (isOdd(row) === odd ? value : Number.NaN));
        for (const { row, score } of apart) expect(score).toBe(preferred(scores, own(isOdd(row))).find((one) => one.row === row)?.score);
        const known = values.flatMap((value, row) => (Number.isNaN(value) || row >= scores.length ? [] : [row % 2]));
        expect(said).toEqual([new Set(known).size]);
      }),
    ));

  it('does not depend on the unit of the values, nor on how far the largest is from the others', () =>
    fc.assert(
      fc.property(anyScores, anyValues, (scores, values) => {
        const plain = preferred(scores, values);
        expect(
          preferred(
            scores,
            values.map((value) => 1000 * value + 7),
          ),
        ).toEqual(plain);
        expect(
          preferred(
            scores,
            values.map((value) => Math.exp(value)),
          ),
        ).toEqual(plain);
      }),
    ));

  it('says of each item what it moved: scores and reasons agree to the bit, and no item is lost', () =>
    fc.assert(
      fc.property(anyScores, anyValues, fc.double({ min: -1, max: 1, noNaN: true }), (scores, values, weight) => {
        const before = new Map(candidatesOf(scores).map(({ row, score }) => [row, score]));
        const list = preferred(scores, values, { weight });
        expect(rowsOf(list).sort((a, b) => a - b)).toEqual([...before.keys()]);
        for (const { row, score, adjustments } of list)
          expect(adjustments.reduce((sum, { contribution }) => sum + contribution, before.get(row) ?? 0)).toBe(score);
      }),
    ));

  it('never puts an item with a smaller value and a lower score before another', () =>
    fc.assert(
      fc.property(anyScores, anyValues, fc.double({ min: 0, max: 1, noNaN: true }), (scores, values, weight) => {
        const list = rowsOf(preferred(scores, values, { weight }));
        for (const [place, row] of list.entries())
          for (const later of list.slice(place + 1)) if (later < row) expect(values[row] <= values[later]).toBe(false);
      }),
    ));

  it('leaves items without a value where they are, and tells how many there are', () => {
    const told: number[][] = [];
    const list = preferred([4, 2, 0], [Number.NaN, 1, 2], { tell: (...counts) => told.push(counts) });
    expect(list.find(({ row }) => row === 0)).toEqual({ row: 0, score: 4, adjustments: [] });
    expect(told).toEqual([[1, 3, 1]]);
  });

  it('moves nothing where all values, or all scores, are equal', () => {
    expect(preferred([4, 2, 0], [7, 7, 7])).toEqual(candidatesOf([4, 2, 0]));
    expect(preferred([1, 1, 1], [1, 2, 3])).toEqual(candidatesOf([1, 1, 1]));
  });
});
