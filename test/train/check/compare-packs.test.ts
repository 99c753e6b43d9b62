import { describe, expect, it } from 'vitest';
import { CHECK_LIMITS } from '../../../src/train/check/check-limits.js';
import { comparePacks, manifestFigures, uncompared } from '../../../src/train/check/compare-packs.js';
import { catalogContents, logContents } from '../../../src/train/check/pack-contents.js';

const failed = (previous: Parameters<typeof comparePacks>[0], current: typeof previous, limits = {}): string[] =>
  comparePacks(previous, current, limits)
    .filter(({ passed }) => !passed)
    .map(({ figure }) => figure);

describe('comparing a new pack with the published one', () => {
  it('lets the same figures pass, and better ones', () => {
    const figures = { items: 100, events: 5000, 'HR@10': 0.2, inStock: 0.5, bytes: 1e6 };
    expect(failed(figures, figures)).toEqual([]);
    expect(failed(figures, { ...figures, items: 900, 'HR@10': 0.4 })).toEqual([]);
  });

  it.each(Object.entries(CHECK_LIMITS))(
    'refuses %s just below its limit, and lets it pass at the limit and with the printed option',
    (figure, limit) => {
      const previous = { [figure]: 0.8 };
      const [below, at] = [{ [figure]: 0.8 * (limit.least - 0.01) }, { [figure]: 0.8 * limit.least + 1e-9 }];
      expect(failed(previous, below)).toEqual([figure]);
      expect(failed(previous, at)).toEqual([]);
      const [{ option }] = comparePacks(previous, below);
      const [, name, share] = /^--check-([a-z]+) (\S+)$/.exec(option) ?? [];
      expect(name).toBe(limit.name);
      expect(failed(previous, below, { [name]: Number(share) })).toEqual([]);
    },
  );

  it('refuses a pack of many more bytes too', () => {
    expect(failed({ bytes: 1000 }, { bytes: 2001 })).toEqual(['bytes']);
    expect(failed({ bytes: 1000 }, { bytes: 2001 }, { bytes: 0.3 })).toEqual([]);
  });

  it('does not compare what was nothing before, or what one pack does not state, and names the latter', () => {
    expect(failed({ 'NDCG@10': 0, priced: 0.9 }, { 'NDCG@10': 0 })).toEqual([]);
    expect(uncompared({ items: 1, priced: 0.9 }, { items: 1, shoppers: 2 })).toEqual(['shoppers', 'priced']);
  });
});

describe('the figures of a pack', () => {
  it('are its items, bytes and contents, and the accuracy of the blend alone', () => {
    const cards = [
      { name: 'popularity', parameters: {}, metrics: { 'HR@10': 0.9 } },
      { name: 'blend', parameters: {}, metrics: { 'HR@10': 0.1, 'NDCG@10': 0.05, shoppers: 250 } },
    ];
    const file = { role: 'rows', path: '', sha256: '', bytes: 7 } as const;
    expect(manifestFigures({ items: 3, contents: { priced: 1 }, models: cards, files: [file, file] })).toEqual({
      items: 3,
      priced: 1,
      'HR@10': 0.1,
      'NDCG@10': 0.05,
      bytes: 14,
    });
  });

  it('have shares of the catalogue, where an item that is sold out is not in stock', () => {
    const items = [
      { id: 'a', title: 'A', price: 0, availability: 'in_stock', image_link: '/a.jpg' },
      { id: 'b', availability: 'out_of_stock' },
      { id: 'c', title: 'C' },
    ];
    expect(catalogContents(items)).toEqual({ inStock: 0.6667, priced: 0.3333, pictured: 0.3333, titled: 0.6667 });
    expect(catalogContents([])).toEqual({ inStock: 0, priced: 0, pictured: 0, titled: 0 });
  });

  it('have the size of the log in two digits, since the manifest is public', () => {
    expect(logContents(1_234_567, 8765)).toEqual({ events: 1_200_000, shoppers: 8800 });
    expect(logContents(0, 7)).toEqual({ events: 0, shoppers: 7 });
  });
});
