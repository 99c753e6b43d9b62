import { describe, expect, it } from 'vitest';
import { maskOfRows } from '../../../src/engine/rows/rows-in-mask.js';
import { itemsOfSearch } from '../../../src/engine/words/items-of-search.js';

const ITEMS = 600;
const catalogue = { items: ITEMS, popularity: Float32Array.from({ length: ITEMS }, (_, row) => row / ITEMS) };
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);
const found = new Map(
  Object.entries({ tent: range(0, 4), red: range(2, 40), broad: range(0, 500), every: range(0, ITEMS), unknown: [] }).map(
    ([word, rows]) => [word, maskOfRows(rows, ITEMS)],
  ),
);
const items = (words: readonly string[], isSensitive = (_row: number) => false) => itemsOfSearch(catalogue, words, found, isSensitive);

describe('the items of a search', () => {
  it('match by the share of its words that they have, rare words counting more', () => {
    const matches = items(['red', 'tent']);
    expect([matches.get(2), matches.get(3)]).toEqual([1, 1]);
    const [tent, red] = [Math.log(ITEMS / 4), Math.log(ITEMS / 38)];
    expect(matches.get(0)).toBeCloseTo(tent / (tent + red), 12);
    // Red alone is less than half of the best match.
    expect(matches.has(20)).toBe(false);
  });

  it('do not depend on words that no item has or all have, on the order of words, or on words said twice', () => {
    expect(items(['tent', 'unknown', 'misspelt', 'every'])).toEqual(items(['tent']));
    expect(items(['tent', 'red', 'tent'])).toEqual(items(['red', 'tent']));
    expect([items(['unknown']).size, items(['every']).size, items([]).size]).toEqual([0, 0, 0]);
  });

  it('are at most 200, of equal matches the most popular', () => {
    expect([...items(['broad']).keys()].sort((a, b) => a - b)).toEqual(range(300, 500));
  });

  it('are none where one of the best matches is sensitive, and never a sensitive one', () => {
    expect(items(['red', 'tent'], (row) => row === 3).size).toBe(0);
    expect([...items(['red', 'tent'], (row) => row === 0).keys()].sort((a, b) => a - b)).toEqual([1, 2, 3]);
  });
});
