import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryLevels, categoryPaths, isWithin, LEVEL_SEPARATOR, readCategory } from '../../../src/core/catalog/category-levels.js';
import { categoryNumbers } from '../../../src/core/catalog/category-numbers.js';
import { runAtOnce } from '../../../src/core/time/run-steps.js';
import { rowsOutside } from '../../../src/engine/rows/category-rows.js';
import { isSensitiveCategory } from '../../../src/profile/set-aside.js';
import { encodeCoded } from '../../../src/rules/text-index.js';
import { expectSensitive } from '../../../src/train/packing/expect-sensitive.js';
import type { Pack } from '../../../src/types/pack.js';
import { itemOf } from '../../train/feed/tools/item-of.js';

/** Categories as people write them: few names, so that many are nested. */
const written = fc
  .array(fc.constantFrom('Outdoor', 'Tents', 'Bags / Cases', 'Bags', 'a|b', '', '>', 'Outdoor > Tents'), { maxLength: 4 })
  .chain((names) =>
    fc
      .array(fc.constantFrom('>', ' > ', ' >', '>  ', ' / '), { minLength: names.length, maxLength: names.length })
      .map((separators) => names.map((name, at) => name + (separators[at] ?? '')).join('')),
  );

describe('the levels of a category', () => {
  it.each([
    ['Outdoor > Tents', ['Outdoor', 'Tents']],
    ['Outdoor>Tents', ['Outdoor', 'Tents']],
    ['  Outdoor >Tents > ', ['Outdoor', 'Tents']],
    ['Bags / Cases > Small/Light', ['Bags / Cases', 'Small/Light']],
    ['Bags | Cases', ['Bags | Cases']],
    ['> >', []],
    ['', []],
  ])('of %j are %j', (text, levels) => {
    const category = readCategory(text);
    expect(categoryLevels(category)).toEqual(levels);
    expect(category).toBe(levels.join(LEVEL_SEPARATOR));
    expect(readCategory(category)).toBe(category);
  });

  it('are the same for every reader', () => {
    fc.assert(
      fc.property(written, written, (first, second) => {
        const [category, above] = [first, second].map(readCategory);
        const wanted = categoryLevels(above);
        const within = above !== '' && wanted.every((level, at) => categoryLevels(category)[at] === level);
        const pack = packOf(category);
        expect(isWithin(category, above)).toBe(within);
        expect(categoryPaths(category).includes(above)).toBe(within);
        expect(isSensitiveCategory({ sensitive: [above] } as unknown as Pack['manifest'], category)).toBe(within);
        expect([...rowsOutside(pack, second)]).toEqual(within ? [] : [0]);
        if (above !== '') expect(runAtOnce(encodeCoded(pack, 'product_type')).codesOf(second)).toEqual(within ? [0] : []);
        expect(itemOf({ id: 'i', product_type: first }).product_type ?? '').toBe(category);
        if (above !== '' && within) expect(expectSensitive([above], [{ id: 'i', product_type: category }])).toBe(1);
        else expect(() => expectSensitive([above], [{ id: 'i', product_type: category }])).toThrow('--sensitive');
      }),
    );
  });

  it('give categories different numbers if and only if their names differ', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 6 }), (texts) => {
        const categories = texts.map(readCategory);
        const numbers = categoryNumbers(categories);
        for (const [row, category] of categories.entries())
          for (const [other, beside] of categories.entries()) {
            if (numbers === null) continue;
            expect(numbers[row] === -1).toBe(category === '');
            // A number means one name at the level at which they differ.
            if (category !== '' && category === beside) expect(numbers[row]).toBe(numbers[other]);
            if (numbers[row] !== -1 && numbers[row] === numbers[other]) expect(categoryLevels(category)[0]).toBe(categoryLevels(beside)[0]);
          }
      }),
    );
  });
});

/** A pack of one item. */
function packOf(category: string): Pack {
  const column = { codes: Uint8Array.of(0), values: [category] };
  return { items: 1, codedColumn: () => column } as unknown as Pack;
}
