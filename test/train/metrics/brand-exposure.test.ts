import fc from 'fast-check';
import { expect, it } from 'vitest';
import { brandTable } from '../../../src/cli/report/brand-table.js';
import { brandExposure, type ListedBrands } from '../../../src/train/metrics/brand-exposure.js';

const catalog = ['Fell', 'Moor', 'Fell', undefined, 'Fell'].map((brand) => (brand === undefined ? {} : { brand }));
const exposure = brandExposure(
  catalog,
  new Map([
    ['blend', [1, 5, 1, 9, 2]],
    ['popularity', [0, 4, 0, 0, 0]],
  ]),
) as ListedBrands;

it('tells the share of the places that each brand has, beside its share of the items; both of those with a brand', () => {
  expect(exposure.brands).toEqual([
    { brand: 'Fell', items: 3, catalog: 3 / 4, places: { blend: 4 / 9, popularity: 0 } },
    { brand: 'Moor', items: 1, catalog: 1 / 4, places: { blend: 5 / 9, popularity: 1 } },
  ]);
  expect(exposure.gini).toEqual({ catalog: 1 / 4, places: { blend: 1 / 18, popularity: 1 / 2 } });
});

it('is not told where fewer than two brands are given', () => {
  expect(brandExposure([{ brand: 'Fell' }, {}, { brand: '' }], new Map())).toBeNull();
});

it('has shares that add up to 1, and a Gini coefficient of 0 where all brands are listed equally often', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.integer({ min: 1, max: 9 })), { minLength: 2 }), (rows) => {
      const items = rows.map(([brand]) => ({ brand }));
      const sizes = new Map(rows.map(([brand]) => [brand, rows.filter(([other]) => other === brand).length]));
      // As many places for each brand, whatever its size: 2520 is a multiple of every size to 10.
      const even = rows.map(([brand]) => 2520 / (sizes.get(brand) ?? 1));
      const made = brandExposure(
        items,
        new Map([
          ['some', rows.map(([, lists]) => lists)],
          ['even', even],
        ]),
      );
      expect(made === null).toBe(sizes.size < 2);
      if (made === null) return;
      const sum = (shareOf: (one: ListedBrands['brands'][number]) => number): number =>
        made.brands.reduce((all, one) => all + shareOf(one), 0);
      expect(sum(({ catalog: share }) => share)).toBeCloseTo(1, 12);
      expect(sum(({ places }) => places.some)).toBeCloseTo(1, 12);
      if ([...sizes.values()].every((size) => 2520 % size === 0)) expect(made.gini.places.even).toBeCloseTo(0, 12);
    }),
  ));

it('is printed with ten brands, the others together, and the Gini coefficients below', () => {
  const many = Array.from({ length: 13 }, (_, at) => ({
    brand: `${at === 0 ? 'A brand with a long name' : 'Brand'} ${String(at).padStart(2, '0')}`,
  }));
  const made = brandExposure(many, new Map([['blend', many.map((_, at) => (at < 2 ? 1 : 0))]])) as ListedBrands;
  const lines = String(brandTable(made, 5, [['blend', 'blend']]))
    .trim()
    .split('\n');
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
    ['brands, at 5', 'items', 'blend'],
    ['A brand with ...', '.0769', '.5000'],
    ['Brand 01', '.0769', '.5000'],
    ...Array.from({ length: 8 }, (_, at) => [`Brand ${String(at + 2).padStart(2, '0')}`, '.0769', '.0000']),
    ['3 others', '.2308', '.0000'],
    ['Gini', '.0000', '.8462'],
  ]);
});
