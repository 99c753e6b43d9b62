import { describe, expect, it } from 'vitest';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { calibrateBaskets } from '../../../src/train/baskets/calibrate-baskets.js';
import { categoryCodes } from '../../../src/train/baskets/category-codes.js';
import type { Baskets } from '../../../src/train/baskets/collect-baskets.js';
import { openBaskets, packBaskets } from '../../../src/train/baskets/pack-baskets.js';
import { type TrainedBaskets, trainBaskets } from '../../../src/train/baskets/train-baskets.js';
import type { ItemNeighbours } from '../../../src/train/models/item-cosine.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';

/** Tents 0 to 2, stoves 3 to 5, a lamp 6; nobody bought tent 2. */
const CATALOG = ['tent', 'tent', 'tent', 'stove', 'stove', 'stove', 'lamp'].map((kind, row) => ({
  id: `${kind}-${row}`,
  product_type: `Outdoor > ${kind}`,
}));
const [TENT, OTHER_TENT, NEW_TENT, STOVE, OTHER_STOVE, , LAMP] = CATALOG.keys();

function basketsOf(rows: readonly (readonly [user: number, ...items: number[]])[]): Baskets {
  const sorted = [...rows].sort((a, b) => a[0] - b[0]);
  const items = sorted.map(([, ...rest]) => rest);
  const offsets = new Uint32Array(items.length + 1);
  for (const [basket, list] of items.entries()) offsets[basket + 1] = offsets[basket] + list.length;
  return {
    users: Uint32Array.from(sorted, ([user]) => user),
    times: new Float64Array(items.length),
    offsets,
    items: Uint32Array.from(items.flat()),
  };
}

const train = (baskets: Baskets, minimumSupport = 2): Promise<TrainedBaskets> =>
  trainBaskets({
    baskets,
    catalog: CATALOG,
    interest: new Float64Array(CATALOG.length).fill(1),
    settings: { minimumSupport, threads: 1 },
    progress: SILENT_STEP,
  });

const rowOf = ({ offsets, items }: ItemNeighbours, row: number): number[] => [...items.subarray(offsets[row], offsets[row + 1])];
const weightOf = (table: ItemNeighbours, row: number, item: number): number => {
  const place = rowOf(table, row).indexOf(item);
  return place < 0 ? 0 : table.similarities[table.offsets[row] + place];
};

/** Many shoppers bought a tent with a stove, some a lamp with anything. */
const SHOP = basketsOf([
  ...Array.from({ length: 12 }, (_, user) => [user, TENT, STOVE] as const),
  ...Array.from({ length: 6 }, (_, user) => [20 + user, OTHER_TENT, OTHER_STOVE, LAMP] as const),
  ...Array.from({ length: 3 }, (_, user) => [40 + user, TENT, LAMP] as const),
]);

describe('what goes with what', () => {
  it('is what shoppers put into one basket, the strongest first, and not the most popular items', async () => {
    const { pairs } = await train(SHOP);
    expect(rowOf(pairs, TENT)[0]).toBe(STOVE);
    expect(rowOf(pairs, TENT)).not.toContain(OTHER_STOVE);
    expect(rowOf(pairs, OTHER_STOVE)).not.toContain(TENT);
  });

  it('is directed: a rare item leads to a common one more than the other way', async () => {
    const { pairs } = await train(
      basketsOf([
        ...Array.from({ length: 4 }, (_, user) => [user, LAMP, TENT] as const),
        ...Array.from({ length: 30 }, (_, user) => [10 + user, TENT, STOVE] as const),
      ]),
    );
    expect(weightOf(pairs, LAMP, TENT)).toBeGreaterThan(weightOf(pairs, TENT, LAMP));
  });

  it('has no pair, and no pair of categories, of fewer shoppers than the minimum, however often they buy it', async () => {
    const { pairs, categories } = await train(basketsOf(Array.from({ length: 40 }, () => [1, TENT, STOVE] as const)));
    expect(pairs.items).toHaveLength(0);
    expect(categories.items).toHaveLength(0);
  });

  it('backs off to the category for an item without baskets, and less the more baskets tell of it', async () => {
    const { pairs, categories, backOff } = await train(SHOP);
    const { codes } = categoryCodes(CATALOG);
    expect(rowOf(pairs, NEW_TENT)).toEqual([]);
    expect(rowOf(categories, codes[NEW_TENT])).toEqual(expect.arrayContaining([STOVE, OTHER_STOVE]));
    expect(backOff[NEW_TENT]).toBe(1);
    expect(backOff[TENT]).toBeLessThan(backOff[OTHER_TENT]);
  });

  it('damps substitutes as much as the shop’s own baskets do', async () => {
    const categories = categoryCodes(CATALOG);
    // Two shoppers bought two tents; all others bought a tent with something else.
    const mixed = basketsOf([
      ...Array.from({ length: 2 }, (_, user) => [user, TENT, OTHER_TENT] as const),
      ...Array.from({ length: 30 }, (_, user) => [10 + user, user % 2 === 0 ? TENT : OTHER_TENT, user % 3 === 0 ? LAMP : STOVE] as const),
    ]);
    const trained = await train(mixed);
    const { substitutes, trained: damped } = calibrateBaskets(trained, mixed, categories, 1);
    expect(substitutes).toBeLessThan(1);
    expect(weightOf(damped.pairs, TENT, OTHER_TENT)).toBeLessThan(weightOf(trained.pairs, TENT, OTHER_TENT));
    expect(weightOf(damped.pairs, TENT, STOVE)).toBe(weightOf(trained.pairs, TENT, STOVE));
  });

  it('is read back from its file with the same items, and with the category codes of the pack', async () => {
    const trained = await train(SHOP);
    const { pairs, categories, backOff } = openBaskets(packBaskets(trained, new Float32Array(CATALOG.length).fill(1)), CATALOG.length);
    expect([...pairs.items]).toEqual(CATALOG.flatMap((_, row) => rowOf(trained.pairs, row).sort((a, b) => a - b)));
    expect(backOff[NEW_TENT]).toBe(255);
    const content = tinyContent();
    const pack = openEncoded(await encodePack({ ...content, form: 'compact' }));
    expect(pack.codedColumn('product_type')?.values).toEqual(categoryCodes(content.catalog).values);
    expect(categories.scales).toHaveLength(categoryCodes(CATALOG).values.length);
  });

  it('is nothing in a log without baskets', async () => {
    const { pairs, backOff } = await train(basketsOf([]));
    expect(pairs.items).toHaveLength(0);
    expect([...backOff]).toEqual(CATALOG.map(() => 1));
  });
});
