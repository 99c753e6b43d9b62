import { describe, expect, it } from 'vitest';
import { createIdReader } from '../../../src/core/text/id-reader.js';

describe('an id of a page becomes one of the feed', () => {
  it.each<[unknown, unknown, string]>([
    [undefined, ' 5 ', '5'],
    [undefined, 5, '5'],
    ['gla_(\\d+)', 'gla_12', '12'],
    ['gla_(\\d+)', 'gla_12x', 'gla_12x'],
    ['^gla_(.+)$', 'gla_12', '12'],
    ['a(\\d+)|b(\\d+)', 'b7', '7'],
    ['(\\d+) => gla_$1', '12', 'gla_12'],
    [/sku-(\d+)/i, 'SKU-9', '9'],
    [/sku-(\d+)/g, 'sku-9', '9'],
    [(id: string) => id.toUpperCase(), ' a ', 'A'],
    [() => 7, 'a', '7'],
    [() => undefined, 'a', 'a'],
    [() => ({}), 'a', 'a'],
    ['(', 'a', 'a'],
    ['', 'a', 'a'],
  ])('by %s: %j is %j', (itemId, said, id) => {
    expect(createIdReader(itemId)(said)).toBe(id);
  });

  it('and stays as it is where the function of a page throws', () => {
    const read = createIdReader(() => {
      throw new Error('broken');
    });
    expect(read('a')).toBe('a');
    expect(createIdReader(undefined)(Symbol('id'))).toBe('');
  });
});
