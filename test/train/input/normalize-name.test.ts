import { describe, expect, it } from 'vitest';
import { normalizeName } from '../../../src/train/input/normalize-name.js';

describe('a normalised name', () => {
  it.each(['item_id', 'ItemID', 'Item Id', 'item-id', 'ITEM_ID', ' item.id '])('takes %j for itemid', (name) => {
    expect(normalizeName(name)).toBe('itemid');
  });

  it('has the letters and digits of all scripts', () => {
    expect(normalizeName('custom_label_0')).toBe('customlabel0');
    expect(normalizeName('商品 ID')).toBe('商品id');
    expect(normalizeName('Größe')).toBe('größe');
    expect(normalizeName('***')).toBe('');
  });
});
