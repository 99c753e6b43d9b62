import { expect, it } from 'vitest';
import { CATEGORY_SHARE, encodeItem, sameCategory } from '../../src/query/encode-item.js';
import type { CodedColumn, Pack } from '../../src/types/pack.js';
import { tinyPack } from '../fixtures/tiny-pack.js';

const pack = await tinyPack();
const withCategories = (categories: readonly string[]): Pack => {
  const values = ['', ...new Set(categories.filter((name) => name !== ''))];
  const column: CodedColumn = { values, codes: Uint8Array.from(categories, (name) => values.indexOf(name)) };
  return { ...pack, codedColumn: () => column };
};
const additionsOf = (of: Pack): Map<number, number> => {
  const { items, values } = encodeItem(of, 0).additions;
  return new Map(Array.from(items, (row, place) => [row, values[place]]));
};

it('the query for items alike adds one share to each item of the category, and to no other', () => {
  const categories = Array.from({ length: pack.items }, (_, row) => (row % 2 === 0 ? 'Tents' : 'Lamps'));
  const plain = additionsOf({ ...pack, codedColumn: () => null });
  const own = additionsOf(withCategories(categories));
  for (let row = 0; row < pack.items; row++)
    expect((own.get(row) ?? 0) - (plain.get(row) ?? 0)).toBeCloseTo(categories[row] === 'Tents' ? CATEGORY_SHARE : 0, 6);
});

it('an item without a category is of none, so that others without one are not alike', () => {
  const categories = Array.from({ length: pack.items }, () => '');
  expect(additionsOf(withCategories(categories))).toEqual(additionsOf({ ...pack, codedColumn: () => null }));
  expect(sameCategory(withCategories(categories), 0)(1)).toBe(false);
});
