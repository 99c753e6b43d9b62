import { describe, expect, it } from 'vitest';
import { queryWords } from '../../../src/core/text/query-words.js';

describe('the words of a search', () => {
  it.each([
    ['  Red TENT, two-man!', ['red', 'tent', 'two', 'man']],
    ['双人帐篷 40', ['双人帐篷', '40']],
    ['ÜBER Żółw', ['über', 'żółw']],
    ['<img src=x>', ['img', 'src', 'x']],
    ['— … !', []],
    ['', []],
  ])('of "%s" are its letters and digits in lower case', (text, words) => {
    expect(queryWords(text)).toEqual(words);
  });

  it('are at most twenty', () => {
    expect(queryWords('a b '.repeat(100))).toHaveLength(20);
  });

  it.each([undefined, null, 7, {}, ['tent']])('of %s are none', (text) => {
    expect(queryWords(text)).toEqual([]);
  });
});
