import { describe, expect, it } from 'vitest';
import { attributeMap } from '../../../src/train/content/attribute-map.js';
import { categoryPrior } from '../../../src/train/content/category-prior.js';
import { contentNeighbours } from '../../../src/train/content/content-neighbours.js';
import type { ContentVectors } from '../../../src/train/content/content-vectors.js';
import { fillColdItems } from '../../../src/train/content/fill-cold-items.js';
import type { ItemNeighbours } from '../../../src/train/models/item-cosine.js';
import { collectRows } from '../../../src/train/models/strongest-neighbours.js';
import type { TrainedModels } from '../../../src/train/models/train-models.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';

/** Rows as lists of `[item, similarity]`, strongest first. */
function table(rows: readonly (readonly (readonly [number, number])[])[]): ItemNeighbours {
  return collectRows(rows.length, (row) => ({
    items: Uint32Array.from(rows[row], ([item]) => item),
    scores: Float64Array.from(rows[row], ([, similarity]) => similarity),
  }));
}

function rowOf({ offsets, items, similarities }: ItemNeighbours, row: number): [number, number][] {
  return Array.from({ length: offsets[row + 1] - offsets[row] }, (_, k) => [items[offsets[row] + k], similarities[offsets[row] + k]]);
}

// Items 0 to 3 are known; 4 is new and like 0; 5 is new and like nothing; 6 has one shopper and is like 2.
const content: ContentVectors = {
  dimensions: 3,
  values: Float32Array.from([1, 0, 0, 0.8, 0.6, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]),
};
const support = Uint32Array.of(20, 20, 20, 20, 0, 0, 1);
const known = table([
  [
    [1, 0.5],
    [2, 0.25],
  ],
  [[0, 0.5]],
  [[3, 0.3]],
  [
    [2, 0.3],
    [6, 0.125],
  ],
  [],
  [],
  [[3, 0.2]],
]);
const models: TrainedModels = {
  popularity: Float32Array.of(1, 0.5, 0.25, 0.25, 0, 0, 0.125),
  neighbours: known,
  followers: known,
  factors: Float32Array.of(2, 0, 1.6, 0.6, 0, -1, 0, 1, 0, 0, 0, 0, 0.5, 0.5),
  prototypes: null,
  seconds: { popularity: 0, 'item-knn': 0, 'closed-form': 0, ials: 0, prototypes: 0 },
};
const catalog = ['Tents', 'Tents', 'Mugs', 'Mugs', 'Tents', 'Tents', 'Mugs'].map((product_type, row) => ({ id: `i${row}`, product_type }));
const cold = async (): Promise<Parameters<typeof fillColdItems>[1]> => ({
  content,
  catalog,
  support,
  near: await contentNeighbours(content, support, 6, SILENT_STEP),
});

describe('items without events', () => {
  it('are added where similar items are, in both directions', async () => {
    const { followers, neighbours } = fillColdItems(models, await cold(), { strength: 0.5, factors: 1, support: 1 });
    // Shoppers at 1 go on to 0, so also to 4, which is like 0; and from 4 as from 0.
    expect(rowOf(followers, 1).map(([item]) => item)).toContain(4);
    expect(rowOf(followers, 0).map(([item]) => item)).toContain(4);
    expect(rowOf(followers, 4).map(([item]) => item)).toEqual(expect.arrayContaining([0, 1, 2]));
    expect(neighbours).toEqual(followers);
  });

  it('have at most the weight of the strongest entry of a row, and less with a lower strength', async () => {
    const weightIn = async (strength: number): Promise<number> =>
      rowOf(fillColdItems(models, await cold(), { strength, factors: 1, support: 1 }).followers, 1).find(([item]) => item === 4)?.[1] ?? 0;
    expect(await weightIn(1000)).toBe(0.5);
    expect(await weightIn(0.25)).toBeGreaterThan(0);
    expect(await weightIn(0.25)).toBeLessThan(await weightIn(0.5));
    expect(await weightIn(0)).toBe(0);
  });

  it('leave entries of other items unchanged, bit for bit', async () => {
    const filled = fillColdItems(models, await cold(), { strength: 2, factors: 1, support: 1 });
    for (const row of [0, 1, 2, 3, 5, 6]) {
      expect(filled.factors.slice(2 * row, 2 * row + 2)).toEqual(models.factors.slice(2 * row, 2 * row + 2));
      expect(filled.popularity[row]).toBe(models.popularity[row]);
      expect(rowOf(filled.followers, row).filter(([item]) => item !== 4)).toEqual(rowOf(models.followers, row));
    }
  });

  it('get the factors and the popularity of similar items', async () => {
    const { factors, popularity } = fillColdItems(models, await cold(), { strength: 0.5, factors: 1, support: 1 });
    expect(factors[8]).toBeGreaterThan(0.5);
    expect(Math.abs(factors[9])).toBeLessThan(factors[8]);
    expect(popularity[4]).toBeGreaterThan(0.4);
    expect(popularity[4]).toBeLessThan(1);
  });

  it('are unchanged where they are similar to no item', async () => {
    const { factors, followers, popularity } = fillColdItems(models, await cold(), { strength: 2, factors: 1, support: 6 });
    expect([factors[10], factors[11], popularity[5], rowOf(followers, 5).length]).toEqual([0, 0, 0, 0]);
    expect([...followers.items]).not.toContain(5);
  });

  it('differ from items with few shoppers, which keep a share of their own data', async () => {
    const alone = fillColdItems(models, await cold(), { strength: 0.5, factors: 1, support: 1 });
    const helped = fillColdItems(models, await cold(), { strength: 0.5, factors: 1, support: 3 });
    expect(rowOf(alone.followers, 2).map(([item]) => item)).not.toContain(6);
    expect(rowOf(helped.followers, 2).map(([item]) => item)).toContain(6);
    expect(rowOf(helped.followers, 6)).toEqual(expect.arrayContaining([[3, expect.closeTo(0.2 + (2 / 3) * 0.3 + 0, 1)]]));
    expect(helped.factors[12]).toBeLessThan(0.5);
    expect(helped.factors[12]).toBeGreaterThan(-0.5);
  });

  it('are at most ten per row', async () => {
    const many = 40;
    const size = 2 + many;
    const values = new Float32Array(size).fill(1);
    const crowd: Parameters<typeof fillColdItems>[1] = {
      content: { dimensions: 1, values },
      catalog: Array.from({ length: size }, (_, row) => ({ id: `i${row}` })),
      support: Uint32Array.from({ length: size }, (_, row) => (row < 2 ? 9 : 0)),
      near: await contentNeighbours(
        { dimensions: 1, values },
        Uint32Array.from({ length: size }, (_, row) => (row < 2 ? 9 : 0)),
        6,
        SILENT_STEP,
      ),
    };
    const rows = table([[[1, 1]], [[0, 1]], ...Array.from({ length: many }, () => [])]);
    const small = { ...models, popularity: new Float32Array(size), factors: new Float32Array(2 * size), neighbours: rows, followers: rows };
    const { followers } = fillColdItems(small, crowd, { strength: 1, factors: 1, support: 1 });
    expect([rowOf(followers, 0).length, rowOf(followers, 1).length]).toEqual([11, 11]);
    expect(rowOf(followers, 2).length).toBe(2);
  });

  it('cause no fault where all items are new, or there is only one', async () => {
    for (const size of [1, 3]) {
      const none = new Uint32Array(size);
      const vectors = { dimensions: 1, values: new Float32Array(size).fill(1) };
      const rows = table(Array.from({ length: size }, () => []));
      const empty = {
        ...models,
        popularity: new Float32Array(size),
        factors: new Float32Array(2 * size),
        neighbours: rows,
        followers: rows,
      };
      const items = {
        content: vectors,
        catalog: catalog.slice(0, size),
        support: none,
        near: await contentNeighbours(vectors, none, 6, SILENT_STEP),
      };
      expect(fillColdItems(empty, items, { strength: 2, factors: 1, support: 6 })).toEqual(empty);
    }
  });
});

describe('the attribute map', () => {
  it('recovers factors that are linear in content', () => {
    const items = 200;
    const values = Float32Array.from({ length: 3 * items }, (_, k) => Math.sin(k * k));
    const rule = (row: number): [number, number] => [2 * values[3 * row] - values[3 * row + 1] + 0.5, values[3 * row + 2]];
    const factors = Float32Array.from({ length: 2 * items }, (_, k) => rule(Math.floor(k / 2))[k % 2]);
    const trained = Uint32Array.from({ length: items }, (_, row) => (row < items - 1 ? 1000 : 0));
    const found = new Float64Array(2);
    attributeMap({ dimensions: 3, values }, factors, 2, trained).predict(items - 1, found);
    // The ridge draws a little towards what all share.
    const [first, second] = rule(items - 1);
    expect(Math.abs(found[0] - first)).toBeLessThan(0.6 * Math.abs(first - 0.5) + 0.05);
    expect(Math.sign(found[1])).toBe(Math.sign(second));
  });

  it('gives the mean where content has no information', () => {
    const vectors = { dimensions: 2, values: new Float32Array(6) };
    const found = new Float64Array(1);
    attributeMap(vectors, Float32Array.of(1, 3, 100), 1, Uint32Array.of(5, 5, 0)).predict(2, found);
    expect(found[0]).toBeCloseTo(2, 6);
  });
});

describe('the popularity of a category', () => {
  it('is the mean of its items, shrunk to the parent category where they are few', () => {
    const shop = [...Array.from({ length: 40 }, () => 'A > B'), 'A > C', 'A > D', 'Z'].map((product_type, row) => ({
      id: `${row}`,
      product_type,
    }));
    const popularity = Float32Array.from(shop, ({ product_type }) => (product_type === 'A > B' ? 0.2 : 0.9));
    const prior = categoryPrior(shop, popularity, (row) => row !== 41);
    expect(prior[0]).toBeGreaterThan(0.19);
    expect(prior[0]).toBeLessThan(0.25);
    // One item of C does not make C popular; D has none that counts.
    expect(prior[40]).toBeLessThan(0.4);
    expect(prior[41]).toBeLessThan(prior[40]);
    expect(categoryPrior(shop, popularity, () => false)).toEqual(new Float32Array(shop.length));
  });
});
