import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { bootstrapMeans, percentileInterval, stratifiedMean } from '../../../src/train/metrics/bootstrap.js';

/** Hits of the given number of shoppers, a share of them hit. */
function hits(shoppers: number, share: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: shoppers }, () => (random() < share ? 1 : 0));
}

describe('the bootstrap', () => {
  it('gives the interval of the binomial distribution', () => {
    const column = hits(4000, 0.2, 3);
    const [low, high] = percentileInterval(bootstrapMeans([column], [4000], 2000, 1)[0]);
    const mean = stratifiedMean(column, [4000]);
    const half = 1.96 * Math.sqrt((mean * (1 - mean)) / 4000);
    expect((high - low) / 2 / half).toBeGreaterThan(0.93);
    expect((high - low) / 2 / half).toBeLessThan(1.07);
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
  });

  it('draws the same shoppers for every column: a constant difference has no width', () => {
    const column = hits(300, 0.4, 5);
    const better = column.map((value) => value + 0.25);
    const [a, b] = bootstrapMeans([column, better], [300], 101, 7);
    for (const [index, value] of a.entries()) expect(b[index] - value).toBeCloseTo(0.25, 12);
  });

  it('is equal for equal seeds, and different for another', () => {
    const column = hits(50, 0.5, 1);
    const run = (seed: number): number[] => [...bootstrapMeans([column], [50], 9, seed)[0]];
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it('weights all strata equally, and draws within each', () => {
    const column = Float64Array.of(1, 1, 1, 1, 1, 1, 0, 0);
    expect(stratifiedMean(column, [6, 2])).toBeCloseTo(0.5, 12);
    for (const mean of bootstrapMeans([column], [6, 2], 20, 1)[0]) expect(mean).toBeCloseTo(0.5, 12);
  });

  it('ignores shoppers for whom a figure is not defined', () => {
    const column = Float64Array.of(2, Number.NaN, 2, Number.NaN);
    expect(stratifiedMean(column, [4])).toBe(2);
    for (const mean of bootstrapMeans([column], [4], 50, 1)[0]) expect(Number.isNaN(mean) || Math.abs(mean - 2) < 1e-12).toBe(true);
    expect(percentileInterval(bootstrapMeans([column], [4], 50, 1)[0])).toEqual([2, 2].map((value) => expect.closeTo(value, 12)));
  });

  it('stays within the resampled values', () => {
    const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.integer(), (list, seed) => {
        const [low, high] = percentileInterval(bootstrapMeans([Float64Array.from(list)], [list.length], 12, seed)[0]);
        expect(low).toBeGreaterThanOrEqual(Math.min(...list) - 1e-9);
        expect(high).toBeLessThanOrEqual(Math.max(...list) + 1e-9);
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });

  it('interpolates percentiles between two values', () => {
    expect(percentileInterval(Float64Array.from({ length: 101 }, (_, index) => 100 - index))).toEqual([2.5, 97.5]);
  });
});
