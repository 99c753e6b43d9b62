import { describe, expect, it } from 'vitest';
import { categoryPopularity } from '../../../src/train/models/category-popularity.js';

const catalog = ['Tents', 'Tents', 'Stoves', 'Tents', undefined].map((category, item) => ({
  id: `i${item}`,
  ...(category === undefined ? {} : { product_type: `Outdoor > ${category}` }),
}));
const popularity = Float32Array.of(0.2, 0.9, 1, 0, 0.5);
const rowsOf = ({ offsets, items }: ReturnType<typeof categoryPopularity>): number[][] =>
  Array.from({ length: offsets.length - 1 }, (_, item) => [...items.subarray(offsets[item], offsets[item + 1])]);

describe('popularity by category', () => {
  it('gives every item the most popular of its category, and none without popularity', () => {
    const table = categoryPopularity(catalog, popularity, 10);
    expect(rowsOf(table)).toEqual([[1, 0], [1, 0], [2], [1, 0], [4]]);
    expect(table.similarities[0]).toBeCloseTo(0.9, 6);
  });

  it('keeps at most the requested number', () => {
    expect(rowsOf(categoryPopularity(catalog, popularity, 1))[0]).toEqual([1]);
  });

  it('equals popularity where the feed has no categories', () => {
    const bare = catalog.map(({ id }) => ({ id }));
    expect(rowsOf(categoryPopularity(bare, popularity, 3))).toEqual(new Array(5).fill([2, 1, 4]));
  });
});
