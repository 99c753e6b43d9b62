import { describe, expect, it } from 'vitest';
import type { ContentAttribute } from '../../../src/train/content/attribute-terms.js';
import { type ContentVectors, contentVectors } from '../../../src/train/content/content-vectors.js';
import type { Embeddings } from '../../../src/train/content/read-embeddings.js';
import { randomProjection } from '../../../src/train/matrices/random-projection.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import type { CatalogItem } from '../../../src/types/catalog-item.js';

const vectorsOf = (
  catalog: readonly Omit<CatalogItem, 'id'>[],
  descriptions: readonly string[] = [],
  embeddings: readonly Embeddings[] = [],
  attributes: readonly ContentAttribute[] = [],
) =>
  contentVectors(
    { catalog: catalog.map((item, row) => ({ id: `i${row}`, ...item })), descriptions, attributes },
    embeddings,
    1,
    SILENT_STEP,
  );

function cosine(vectors: ContentVectors | null, a: number, b: number): number {
  if (vectors === null) throw new Error('there is no content');
  const { values, dimensions } = vectors;
  let sum = 0;
  for (let k = 0; k < dimensions; k++) sum += values[a * dimensions + k] * values[b * dimensions + k];
  return sum;
}

describe('content vectors', () => {
  it('are similar for items with words, parts of lists or numbers of the shop in common', async () => {
    const titles = ['one', 'two', 'three', 'four', 'five', 'six'].map((title) => ({ title: `${title} thing`, brand: 'Alm' }));
    const word = { type: 'word', texts: [[], ['wool'], ['silk']], codes: Uint8Array.of(1, 1, 2, 2, 0, 0) } as const;
    const list = {
      type: 'list',
      texts: [[], ['warm', 'dry'], ['warm', 'light'], ['thin']],
      codes: Uint8Array.of(1, 2, 3, 3, 0, 0),
    } as const;
    const number = { type: 'number', values: Float64Array.of(1, 1.1, 9, 9.5, Number.NaN, 5) } as const;
    for (const [name, column] of Object.entries({ material: word, features: list, width: number })) {
      const vectors = await vectorsOf(titles, [], [], [{ name, column }]);
      expect(cosine(vectors, 0, 1)).toBeGreaterThan(cosine(vectors, 0, 3) + 0.1);
    }
  });

  it('ignore attributes that repeat the price or count reviews', async () => {
    const items = [{ title: 'a b' }, { title: 'b c' }, { title: 'c d' }];
    const column = { type: 'number', values: Float64Array.of(1, 1, 9) } as const;
    expect(await vectorsOf(items, [], [], [{ name: 'sale_price', column }])).toEqual(await vectorsOf(items));
  });

  it('are similar for items with rare terms in common', async () => {
    const vectors = await vectorsOf([
      { title: 'The red tent', brand: 'Alm' },
      { title: 'The blue tent', brand: 'Alm' },
      { title: 'The red kettle', brand: 'Bach' },
      { title: 'The blue kettle', brand: 'Bach' },
      { title: 'The green mug', brand: 'Bach' },
    ]);
    expect(cosine(vectors, 0, 0)).toBeCloseTo(1, 5);
    expect(cosine(vectors, 0, 1)).toBeGreaterThan(cosine(vectors, 0, 2) + 0.1);
    expect(cosine(vectors, 2, 3)).toBeGreaterThan(cosine(vectors, 2, 4));
    // "The" is everybody's, and says nothing.
    expect(cosine(vectors, 0, 4)).toBeCloseTo(0, 5);
  });

  it('include parent categories, variants of one product, and similar prices', async () => {
    const vectors = await vectorsOf([
      { product_type: 'Outdoor > Tents' },
      { product_type: 'outdoor > tents' },
      { product_type: 'Outdoor > Mats' },
      { product_type: 'Kitchen > Mugs' },
      { product_type: 'Kitchen > Pans' },
      { item_group_id: 'g1', price: 10 },
      { item_group_id: 'g1', price: 1000 },
    ]);
    expect(cosine(vectors, 0, 1)).toBeCloseTo(1, 5);
    expect(cosine(vectors, 0, 2)).toBeGreaterThan(0.2);
    expect(cosine(vectors, 0, 2)).toBeLessThan(0.9);
    expect(cosine(vectors, 0, 3)).toBeCloseTo(0, 5);
    expect(cosine(vectors, 5, 6)).toBeGreaterThan(0.5);
    const priced = await vectorsOf(Array.from({ length: 20 }, (_, item) => ({ price: 10 * (item + 1), currency: 'EUR' })));
    expect(cosine(priced, 0, 1)).toBeGreaterThan(0.9);
    expect(cosine(priced, 0, 19)).toBeCloseTo(0, 5);
  });

  it('include descriptions, and a long one does not outweigh the title', async () => {
    const long = Array.from({ length: 300 }, (_, word) => `word${word}`).join(' ');
    const vectors = await vectorsOf([{ title: 'kettle' }, { title: 'kettle' }, { title: 'lamp' }, {}], ['', long, long, 'lamp']);
    expect(cosine(vectors, 0, 1)).toBeGreaterThan(0.7);
    expect(cosine(vectors, 1, 2)).toBeLessThan(0.5);
    expect(cosine(vectors, 2, 3)).toBeGreaterThan(0.2);
  });

  it('work in Chinese, Russian and Arabic as in English', async () => {
    const titles = [
      '登山帐篷双人',
      '轻便帐篷单人',
      '不锈钢水壶',
      'Палатка двухместная',
      'Палатка одноместная',
      'خيمة كبيرة',
      'خيمة صغيرة',
      'чайник',
    ];
    const vectors = await vectorsOf(titles.map((title) => ({ title })));
    for (const [a, b, other] of [
      [0, 1, 2],
      [3, 4, 7],
      [5, 6, 3],
    ]) {
      expect(cosine(vectors, a, b)).toBeGreaterThan(cosine(vectors, a, other) + 0.1);
    }
  });

  it('are null where no two items have content in common', async () => {
    expect(await vectorsOf([{}, {}, {}])).toBeNull();
    expect(await vectorsOf([{ title: 'alone', product_type: 'All' }])).toBeNull();
    expect(await vectorsOf([{ product_type: 'All' }, { product_type: 'All' }])).toBeNull();
    expect(await vectorsOf([{ title: 'one' }, { title: 'two' }])).toBeNull();
    expect(await vectorsOf([])).toBeNull();
  });

  it('combine embeddings with the text of the feed, and use one alone where the other is missing', async () => {
    const embeddings = {
      dimensions: 2,
      values: Float32Array.of(5, 0, 0, 3, 7, 0, 0, 0),
      report: { file: 'pictures', rows: 4, width: 2, matched: 3 },
    };
    const vectors = await vectorsOf([{ title: 'red tent' }, { title: 'red tent' }, { title: '' }, { title: 'tent' }], [], [embeddings]);
    expect(cosine(vectors, 0, 1)).toBeCloseTo(0.5, 5);
    expect(cosine(vectors, 0, 2)).toBeCloseTo(Math.SQRT1_2, 5);
    expect(cosine(vectors, 0, 3)).toBeGreaterThan(0.2);
    expect(cosine(vectors, 2, 3)).toBe(0);
  });

  it('are equal for equal seeds', async () => {
    const catalog = Array.from({ length: 60 }, (_, item) => ({ title: `word${item % 7} word${item % 11} word${item % 13}` }));
    expect(await vectorsOf(catalog)).toEqual(await vectorsOf(catalog));
  });
});

describe('a random projection', () => {
  it('nearly preserves dot products of wide vectors', () => {
    const project = randomProjection(2000, 256, 3);
    const one = Float32Array.from({ length: 2000 }, (_, k) => Math.sin(k));
    const other = Float32Array.from({ length: 2000 }, (_, k) => Math.sin(k) + Math.cos(3 * k));
    const product = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, k) => sum + value * b[k], 0);
    const length = Math.sqrt(product(one, one) * product(other, other));
    expect(product(project(one), project(other)) / length).toBeCloseTo(product(one, other) / length, 0.7);
    expect(product(project(one), project(one)) / product(one, one)).toBeGreaterThan(0.7);
    expect(randomProjection(2000, 256, 3)(one)).toEqual(project(one));
  });
});
