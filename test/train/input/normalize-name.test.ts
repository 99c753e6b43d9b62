import { describe, expect, it } from 'vitest';
import { normalizeName } from '../../../src/train/input/normalize-name.js';

describe('a normalised name', () => {
  it.each(['item_id', 'ItemID', 'Item Id', 'item-id', 'ITEM_ID', ' item.id2 '])('takes %j for itemid', (name) => {
    expect(normalizeName(name)).toBe('itemid');
  });

  it('has the letters a to z only, and is empty where there are none', () => {
    expect(normalizeName('42')).toBe('');
    expect(normalizeName('商品ID')).toBe('id');
    expect(normalizeName('größe')).toBe('gre');
  });
});
