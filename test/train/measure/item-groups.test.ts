import { describe, expect, it } from 'vitest';
import { itemGroups } from '../../../src/train/measure/item-groups.js';

const catalog = Array.from({ length: 8 }, (_, row) => ({
  id: `i${row}`,
  brand: row < 5 ? 'Alm' : 'Bach',
  product_type: row % 2 ? 'A > B' : 'C',
}));
const attributes = [
  { name: 'rating', column: { type: 'number', values: Float64Array.of(1, 2, 3, 4, 5, 6, 7, Number.NaN) } },
  { name: 'features', column: { type: 'list', texts: [[], ['warm', 'dry'], ['dry']], codes: Uint8Array.of(0, 1, 1, 2, 2, 2, 2, 2) } },
] as const;
const groups = (...columns: string[]) => itemGroups(catalog, attributes, columns);

describe('groups of items', () => {
  it('are the values of a column of the catalogue, the most frequent first; of categories, the first level', () => {
    expect(groups('brand', 'category').names).toEqual(['brand: Alm', 'brand: Bach', 'category: A', 'category: C']);
    expect(groups('brand', 'category').groupsOf(1)).toEqual(['brand: Alm', 'category: A']);
  });

  it('are the parts of a list, each item in the groups of all its parts', () => {
    const { names, groupsOf } = groups('features');
    expect(names).toEqual(['features: dry', 'features: warm', 'features: not given']);
    expect([0, 1, 3].map(groupsOf)).toEqual([['features: not given'], ['features: warm', 'features: dry'], ['features: dry']]);
  });

  it('are quarters of a number, in order', () => {
    const { names, groupsOf } = groups('rating');
    expect(names).toEqual(['rating: 1 to 2', 'rating: 2 to 4', 'rating: 4 to 6', 'rating: 6 to 7', 'rating: not given']);
    expect(groupsOf(1)).toEqual(['rating: 1 to 2']);
    expect(groupsOf(6)).toEqual(['rating: 6 to 7']);
  });

  it('have a last one for all values beyond the twelve most frequent', () => {
    const many = Array.from({ length: 20 }, (_, row) => ({ id: `i${row}`, brand: `b${row}` }));
    const { names, groupsOf } = itemGroups(many, [], ['brand']);
    expect(names).toHaveLength(13);
    expect(groupsOf(9)).toEqual(['brand: other']);
  });

  it('are refused for a column that there is not, with the one that was meant', () => {
    expect(() => groups('ratings')).toThrow('--group-by: there is no column "ratings". Did you mean "rating"?');
  });
});
