import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestIds } from '../../../src/engine/diagnose/nearest-ids.js';

const packOf = (...ids: string[]) => ({ items: ids.length, idOf: (row: number) => ids[row] });
const nearest = (heard: string, ...ids: string[]): string | null => nearestIds(packOf(...ids), [heard])[0];

describe('the nearest id of a pack', () => {
  it.each([
    ['gla_123', '123'],
    ['#1', '1'],
    ['SKU-7', 'sku-7'],
    ['sku 7', 'sku-7'],
    ['00042', '42'],
    ['42', '00042'],
    ['shopify_US_81_93', '93'],
    ['gla_tent-014', 'tent-014'],
    ['123', 'gla_123'],
    ['TENT_014', 'tent-014'],
    ['93-online', '93'],
    ['https://shop.example/de/outdoor/tents/tent-014.html?page=2', 'tent-014'],
    ['größe-9', 'GRÖSSE-9'.replace('SS', 'ß')],
  ])('to %s is %s', (heard, known) => {
    expect(nearest(heard, 'x-900', known, 'y-800')).toBe(known);
  });

  it('is none where nothing resembles it, or where several do equally', () => {
    expect(nearest('chair', 'tent-014', '77')).toBeNull();
    expect(nearest('product', 'tent-product', 'boot')).toBeNull();
    expect(nearest('014', 'tent-014', 'boot-014')).toBeNull();
  });

  it('is the id itself under any prefix of letters, whatever else the pack has', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 30 }),
        fc.stringMatching(/^[a-z]{1,8}[_:#.-]$/),
        (numbers, prefix) => {
          expect(nearest(`${prefix}${numbers[0]}`, ...numbers.map(String))).toBe(String(numbers[0]));
        },
      ),
    );
  });
});
