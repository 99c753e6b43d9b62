import { expect, it } from 'vitest';
import { categoryLabel } from '../../../src/core/catalog/category-label.js';
import type { Pack } from '../../../src/types/pack.js';

const VALUES = ['', 'Outdoor > Tents > Family', 'Outdoor > Stoves', 'Outdoor', 'Shoes', 'Outdoorsy', 'Books > Maps'];
const labelIn = (category: string, ...categoryNames: readonly string[]): string | undefined => {
  const codedColumn = () => ({ codes: Uint8Array.of(), values: VALUES });
  return categoryLabel({ codedColumn, ...(categoryNames.length > 0 && { categoryNames }) } as unknown as Pack, category);
};
const GERMAN = ['', 'Draussen > Zelte > Familie', 'Draussen > Kocher', 'Outdoor', 'Schuhe', 'Rausch', 'Karten'];

it.each([
  ['Shoes', 'Schuhe'],
  ['Outdoor > Stoves', 'Draussen > Kocher'],
  // Not named itself, but what is below it.
  ['Outdoor > Tents', 'Draussen > Zelte'],
  ['Outdoor', 'Draussen'],
  // Another number of levels: which of them is "Books" cannot be told.
  ['Books', undefined],
  ['Lamps', undefined],
])('%s is called %s, as the locale names it or what is below it', (category, label) => {
  expect(labelIn(category, ...GERMAN)).toBe(label);
});

it('has no label where the catalogue is in its own language, nor where the locale has the same name', () => {
  expect(labelIn('Shoes')).toBeUndefined();
  expect(labelIn('Outdoor > Tents', ...VALUES)).toBeUndefined();
});
