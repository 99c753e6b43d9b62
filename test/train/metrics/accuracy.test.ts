import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  averagePrecision,
  f1,
  hit,
  hitPlaces,
  normalizedGain,
  placesBehindTies,
  precision,
  recall,
  reciprocalRank,
} from '../../../src/train/metrics/accuracy.js';

describe('the ranks of targets', () => {
  it('start at one, and are missing for items that no list can contain', () => {
    expect(hitPlaces(Uint32Array.of(7, 3, 9, 4), [4, -1, 3, 100])).toEqual([2, 4]);
  });

  it('are behind all items of the same score, with ties against the targets', () => {
    const scores = Float64Array.of(5, 4, 4, 4, 1, 1);
    expect(placesBehindTies([1], scores, false)).toEqual([1]);
    expect(placesBehindTies([2], scores, false)).toEqual([4]);
    // Two of three: one ranks before the other.
    expect(placesBehindTies([2, 3], scores, false)).toEqual([3, 4]);
  });

  it('are missing where a tie may continue after the end of the list', () => {
    const scores = Float64Array.of(5, 1, 1);
    expect(placesBehindTies([1, 2], scores, false)).toEqual([1]);
    expect(placesBehindTies([1, 2], scores, true)).toEqual([1, 3]);
  });
});

describe('accuracy metrics, computed by hand', () => {
  // Found at places 1, 3 and 6; four items were to be found.
  const places = [1, 3, 6];

  it('precision, recall and F1 at 5', () => {
    expect(precision(places, 5)).toBeCloseTo(2 / 5, 12);
    expect(recall(places, 5, 4)).toBeCloseTo(2 / 4, 12);
    expect(f1(places, 5, 4)).toBeCloseTo((2 * 0.4 * 0.5) / (0.4 + 0.5), 12);
  });

  it('hit and reciprocal rank', () => {
    expect([hit([3], 2), hit([3], 3), hit([], 9)]).toEqual([0, 1, 0]);
    expect([reciprocalRank([3, 4], 2), reciprocalRank([3, 4], 3), reciprocalRank([], 9)]).toEqual([0, 1 / 3, 0]);
  });

  it('NDCG, where the best list has four targets in five places', () => {
    const best = 1 + 1 / Math.log2(3) + 1 / Math.log2(4) + 1 / Math.log2(5);
    expect(normalizedGain(places, 5, 4)).toBeCloseTo((1 + 1 / Math.log2(4)) / best, 12);
    // A list of two cannot hold four.
    expect(normalizedGain([1, 2], 2, 4)).toBeCloseTo(1, 12);
  });

  it('average precision', () => {
    expect(averagePrecision(places, 5, 4)).toBeCloseTo((1 / 1 + 2 / 3) / 4, 12);
    expect(averagePrecision(places, 6, 4)).toBeCloseTo((1 / 1 + 2 / 3 + 3 / 6) / 4, 12);
    expect(averagePrecision([1, 2], 2, 4)).toBeCloseTo(1, 12);
  });
});

describe('accuracy metrics of any list', () => {
  const cases = fc
    .record({
      places: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }),
      more: fc.integer({ min: 0, max: 5 }),
      k: fc.integer({ min: 1, max: 30 }),
    })
    .map(({ places, more, k }) => ({ places: places.sort((a, b) => a - b), wanted: Math.max(1, places.length + more), k }));

  it('are between 0 and 1, and 0 together', () => {
    fc.assert(
      fc.property(cases, ({ places, wanted, k }) => {
        const all = [
          hit(places, k),
          precision(places, k),
          recall(places, k, wanted),
          f1(places, k, wanted),
          reciprocalRank(places, k),
          normalizedGain(places, k, wanted),
          averagePrecision(places, k, wanted),
        ];
        for (const value of all) expect(value >= 0 && value <= 1 + 1e-12).toBe(true);
        expect(new Set(all.map((value) => value > 0)).size).toBe(1);
      }),
    );
  });

  it('do not decrease when a target moves up', () => {
    fc.assert(
      fc.property(cases, ({ places, wanted, k }) => {
        const free = places.findIndex((place, index) => place > 1 && places[index - 1] !== place - 1);
        fc.pre(free >= 0);
        const better = places.map((place, index) => (index === free ? place - 1 : place));
        for (const figure of [precision, recall, f1, hit, reciprocalRank, normalizedGain, averagePrecision]) {
          expect(figure(better, k, wanted)).toBeGreaterThanOrEqual(figure(places, k, wanted) - 1e-12);
        }
      }),
    );
  });

  it('with one target, recall equals the hit and MAP the reciprocal rank', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 30 }), (place, k) => {
        expect(recall([place], k, 1)).toBe(hit([place], k));
        expect(averagePrecision([place], k, 1)).toBe(reciprocalRank([place], k));
      }),
    );
  });
});
