import { describe, expect, it } from 'vitest';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { heedWishes, standingWishes } from '../../src/profile/heed-wishes.js';
import type { Pack } from '../../src/types/pack.js';
import type { RecordedWish, TasteKind, TasteWish } from '../../src/types/results/taste-wish.js';

/** Three items: a red and a blue tent of Fell, and one of which nothing is told. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  product_type: ['Outdoor > Tents', 'Outdoor > Tents', ''],
  brand: ['Fell', 'Fell', ''],
  color: ['red', 'blue', ''],
  size: ['L', 'L', ''],
};
const pack = {
  items: 3,
  manifest: { encoder: { eventWeights: { view_item: 1 }, halfLifeDays: 60 } },
  rowOf: (id: string) => Number(id),
  codedColumn: (name: string) => {
    const texts = COLUMNS[name];
    if (texts === undefined) return null;
    const values = [...new Set(texts)];
    return { values, codes: Uint8Array.from(texts, (text) => values.indexOf(text)) };
  },
} as unknown as Pack;
let made = 0;
const wish = (kind: TasteKind, name: string, asked: TasteWish): RecordedWish => ({
  kind,
  name,
  wish: asked,
  time: ++made,
  eventId: `wish-${made}`,
});
const heed = (...wishes: readonly RecordedWish[]) => heedWishes({ ...emptyProfile(), wishes }, pack).heeded;

describe('wishes over the rows of a pack', () => {
  it('multiply, to four times at most and a quarter at least', () => {
    const all = (asked: TasteWish) => [wish('category', 'Outdoor', asked), wish('brand', 'Fell', asked), wish('size', 'L', asked)];
    expect(heed(...all('more'))?.weights).toEqual(Float32Array.of(4, 4, 1));
    expect(heed(...all('less'))?.weights).toEqual(Float32Array.of(0.25, 0.25, 1));
    expect(heed(wish('color', 'red', 'more'), wish('brand', 'Fell', 'less'))?.weights).toEqual(Float32Array.of(1, 0.5, 1));
  });

  it('for none beat all others, and what an item does not tell is nothing that is wished for', () => {
    const { out, silent } =
      heedWishes(
        {
          ...foldEvents(emptyProfile(), [{ id: 'e', name: 'view_item', time: 1, items: [{ item_id: '0' }, { item_id: '1' }] }]),
          wishes: [wish('color', 'red', 'none'), wish('brand', 'Fell', 'more'), wish('brand', '', 'none')],
        },
        pack,
      ).heeded ?? {};
    expect(out).toEqual(Uint32Array.of(0b001));
    expect([...(silent ?? [])]).toEqual(['0']);
  });

  it('leave a profile without wishes as it is, and one whose pack lacks the column without an effect', () => {
    const profile = emptyProfile();
    expect(heedWishes(profile, pack)).toBe(profile);
    expect(heed(wish('type', 'article', 'none'))).toMatchObject({ out: Uint32Array.of(0), weights: Float32Array.of(1, 1, 1) });
  });

  it('count by the latest about each thing', () => {
    const [first, other, last] = [wish('brand', 'Fell', 'none'), wish('brand', 'Moor', 'less'), wish('brand', 'Fell', 'more')];
    expect(standingWishes([first, other, last])).toEqual([last, other]);
  });
});
