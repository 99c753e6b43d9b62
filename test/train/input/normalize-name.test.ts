import { describe, expect, it } from 'vitest';
import { normalizeName } from '../../../src/train/input/normalize-name.js';

describe('a name by its letters', () => {
  it.each(['item_id', 'ItemID', 'Item Id', 'item-id', 'ITEM_ID', ' item.id2 '])('takes %j for itemid', (name) => {
    expect(normalizeName(name)).toBe('itemid');
  });

  it('is empty where there are none, and keeps the letters a to z alone', () => {
    expect(normalizeName('42')).toBe('');
    expect(normalizeName('商品ID')).toBe('id');
    expect(normalizeName('größe')).toBe('gre');
  });
});
