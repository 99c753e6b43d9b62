import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { knownCategory } from '../../../src/elements/request/known-category.js';
import type { Shelf } from '../../../src/index.js';

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void said.push(text));
});
afterEach(() => void vi.restoreAllMocks());

const shelf = (model = 'popular', ...names: string[]): Shelf =>
  ({ segments: async () => ({ model, categories: names.map((name) => ({ name, score: 0, items: 1 })), brands: [] }) }) as unknown as Shelf;
const pack = shelf(
  'popular',
  'Outdoor > Tents > Family',
  'Outdoor > Stoves',
  'Shoes > Boots',
  'Shoes > Women > Sale',
  'Shoes > Men > Sale',
);

it.each([
  [['Home', 'Outdoor', 'Tents'], 'Outdoor > Tents'],
  [['Shop', 'outdoor ', 'TENTS', 'Eider 1-person dome tent'], 'Outdoor > Tents'],
  [['Outdoor', 'Tents', 'Family'], 'Outdoor > Tents > Family'],
  [['Camping', 'Stoves'], 'Outdoor > Stoves'],
])('breadcrumbs %j mean a category of the pack', async (crumbs, category) => {
  expect(await knownCategory(pack, [crumbs])).toBe(category);
});

it('an exact category is no guess and is not reported; a wider one is', async () => {
  expect(await knownCategory(pack, [['Outdoor', 'Stoves']])).toBe('Outdoor > Stoves');
  expect(said).toEqual([]);
  expect(await knownCategory(pack, [['Outdoor', 'Knives']])).toBe('Outdoor');
  expect(said).toEqual([expect.stringMatching(/"Outdoor > Knives".*"Outdoor" of the pack is taken for it.*\[unknown-name\]/)]);
});

it('a page of a locale says them in its language or as the feed does, and what is meant is said once', async () => {
  const categories = [
    { name: 'Outdoor > Tents', label: 'Draussen > Zelte' },
    { name: 'Outdoor > GPS', label: 'Draussen > GPS' },
    { name: 'Books' },
  ];
  const german = { segments: async () => ({ model: 'popular', categories, brands: [] }) } as unknown as Shelf;
  for (const [levels, category] of [
    [['Draussen', 'Zelte'], 'Draussen > Zelte'],
    [['Outdoor', 'Tents'], 'Outdoor > Tents'],
    [['Books'], 'Books'],
  ] as const)
    expect(await knownCategory(german, [levels], true)).toBe(category);
  expect(said).toEqual([]);
  expect(await knownCategory(german, [['Technik', 'GPS']])).toBe('Draussen > GPS');
  expect(said).toHaveLength(1);
});

it('one that two ways of the page name counts by the first that fits', async () => {
  expect(await knownCategory(pack, [['Journal'], ['Shoes', 'Boots']])).toBe('Shoes > Boots');
});

it('an unknown or ambiguous category is reported once, with the nearest one', async () => {
  expect(await knownCategory(pack, [['Sale']])).toBeNull();
  expect(await knownCategory(pack, [['Shoes', 'Bots']], true)).toBeNull();
  expect(said).toEqual([expect.stringMatching(/"Sale"/), expect.stringMatching(/did you mean "Shoes > Boots"/)]);
});

it('nothing is reported while no pack is there', async () => {
  expect(await knownCategory(shelf('fallback'), [['Tents']])).toBeUndefined();
  expect(said).toEqual([]);
});
