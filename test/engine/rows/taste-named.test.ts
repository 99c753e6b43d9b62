import { describe, expect, it } from 'vitest';
import { tasteNamed } from '../../../src/engine/rows/taste-named.js';
import { pack } from '../list-fixture.js';

describe('the name of a taste in the catalogue', () => {
  it('is found for categories, those above them, and other values, however they are spaced', () => {
    expect(tasteNamed(pack, 'category', ' Outdoor>tent ')).toBe('Outdoor > tent');
    expect(tasteNamed(pack, 'category', 'Outdoor')).toBe('Outdoor');
    expect(tasteNamed(pack, 'brand', ' Fell ')).toBe('Fell');
  });

  it('is null where no item has it', () => {
    for (const [kind, name] of [
      ['category', 'tent'],
      ['category', ''],
      ['category', ' > '],
      ['brand', 'fell'],
      ['color', 'red'],
      ['brand', ''],
    ] as const)
      expect(tasteNamed(pack, kind, name)).toBeNull();
  });

  it('is found by what the page calls a category, also one above it', () => {
    const values = pack.codedColumn('product_type')?.values ?? [];
    const categoryNames = values.map((value) => value.replace('Outdoor > tent', 'Draußen > Zelte'));
    expect(tasteNamed({ ...pack, categoryNames }, 'category', 'Draußen > Zelte')).toBe('Outdoor > tent');
    expect(tasteNamed({ ...pack, categoryNames }, 'category', 'Draußen')).toBe('Outdoor');
  });
});
