import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureExposure } from '../../../src/engine/measure/measure-exposure.js';
import type { Pack } from '../../../src/types/pack.js';

/** Ten items, the first the most liked; of the brands A (two items), B (seven) and none (one). */
const pack = {
  items: 10,
  popularity: Float32Array.from({ length: 10 }, (_, row) => 1 - row / 10),
  rowOf: (id: string) => (/^\d$/.test(id) ? Number(id) : -1),
  codedColumn: () => ({ codes: Uint8Array.of(1, 1, 2, 2, 2, 2, 2, 2, 2, 0), values: ['', 'A', 'B'] }),
} as unknown as Pack;
const listOf = (...ids: number[]) => ({ seen: new Set(ids.map(String)) });

describe('what lists showed', () => {
  it('is nothing where nothing was seen, or nothing of this pack', () => {
    const nothing = { impressions: 0, coverage: null, gini: null, longTail: null, novelty: null, brands: [] };
    expect(measureExposure([], pack)).toEqual(nothing);
    expect(measureExposure([listOf(), { seen: new Set(['from another shop']) }], pack)).toEqual(nothing);
  });

  it('is told by share of the catalogue, evenness, long tail, novelty and brand, each item once for every list', () => {
    const { brands, ...told } = measureExposure([listOf(0, 1), listOf(0, 5), listOf(9)], pack);
    // Two of five impressions are beyond the two most popular items of ten.
    expect(told).toMatchObject({ impressions: 5, coverage: 0.4, longTail: 0.4 });
    expect(told.novelty).toBeCloseTo((0 + 0.1 + 0 + 0.5 + 0.9) / 5, 6);
    // Of the exposures 0 six times, 1 three times and 2: the sum of (2 i - n - 1) x, over n times the sum.
    expect(told.gini).toBeCloseTo((3 + 5 + 7 + 2 * 9) / (10 * 5), 12);
    expect(brands).toEqual([
      { brand: 'A', share: 0.6, catalog: 0.2 },
      { brand: 'B', share: 0.2, catalog: 0.7 },
    ]);
  });

  it('is perfectly even where all items were shown equally often, whatever the order of the lists', () => {
    const all = [...Array(10).keys()];
    expect(measureExposure([listOf(...all), listOf(...all)], pack)).toMatchObject({ coverage: 1, gini: 0, longTail: 0.8 });
    const lists = fc.array(fc.uniqueArray(fc.nat(9), { maxLength: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(lists, (some) => {
        const made = some.map((ids) => listOf(...ids));
        const { gini, coverage, ...rest } = measureExposure(made, pack);
        expect(measureExposure([...made].reverse(), pack)).toEqual({ gini, coverage, ...rest });
        for (const share of [gini, coverage, rest.longTail, rest.novelty]) expect(share ?? 0).toBeLessThanOrEqual(1);
        expect(gini ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
