import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeLocale, type LocaleContent, type LocaleItem } from '../../../src/pack/encode/encode-locale.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { splitTexts } from '../../../src/pack/encode/split-texts.js';
import { withLocale } from '../../../src/pack/locales/with-locale.js';
import { openEncoded } from '../../../src/train/packing/make-pack.js';
import type { CatalogItem } from '../../../src/types/catalog-item.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';

const content = tinyContent(3);
const catalog: readonly CatalogItem[] = content.catalog.map((item, row) => ({
  ...item,
  availability: row % 2 === 0 ? 'in_stock' : 'preorder',
}));
const categories = [...new Set(catalog.map(({ product_type }) => product_type ?? ''))];

/** An optional text, never empty, with letters of several bytes. */
const words = fc.option(
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => new TextDecoder().decode(new TextEncoder().encode(text)) === text),
  { nil: undefined },
);
const anyItem = fc.record({
  title: words,
  link: words,
  image_link: words,
  availability: fc.constantFrom(undefined, 'in_stock', 'out_of_stock'),
  price: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined }),
}) as fc.Arbitrary<LocaleItem>;
const anyLocale: fc.Arbitrary<LocaleContent> = fc.record({
  tag: fc.constant('de-CH'),
  items: fc.array(anyItem, { minLength: catalog.length, maxLength: catalog.length }),
  currency: fc.constantFrom(null, '', 'CHF'),
  categories: fc.subarray(categories).map((some) => new Map(some.map((name) => [name, `${name} auf Deutsch`]))),
});

/** What the page should see of a row. */
const seen = (locale: LocaleContent, row: number): CatalogItem => {
  const { price, currency, ...own } = catalog[row];
  const { price: amount, ...local } = locale.items[row];
  const texts = Object.fromEntries(Object.entries(local).filter(([, text]) => text !== undefined));
  const money =
    locale.currency === null
      ? { price, currency }
      : amount === undefined
        ? {}
        : { price: amount, ...(locale.currency === '' ? {} : { currency: locale.currency }) };
  return { ...own, ...texts, ...money, product_type: locale.categories.get(own.product_type ?? '') ?? own.product_type } as CatalogItem;
};

describe('the file of a locale', () => {
  it('decodes to what was given, the catalogue standing in for what was not, also where the texts of the pack are in files of their own', async () => {
    await fc.assert(
      fc.asyncProperty(anyLocale, fc.boolean(), async (locale, isSplit) => {
        const split = isSplit ? splitTexts(catalog, content.popularity, 2) : { catalog, optional: [] };
        const file = encodeLocale(locale, catalog, isSplit);
        const bare = openEncoded(
          await encodePack({ ...content, form: 'compact', catalog: split.catalog, optional: [...split.optional, file] }),
        );
        const { pack, notes } = await withLocale(bare, 'de-CH');
        expect(notes).toEqual([]);
        for (const [row] of catalog.entries()) {
          const wanted = seen(locale, row);
          expect(pack.itemOf(row)).toEqual(wanted);
          expect(pack.textColumn('title')?.at(row)).toBe(wanted.title);
          expect(pack.numberColumn('price')?.[row]).toBe(wanted.price ?? Number.NaN);
          const [stock, money] = [pack.codedColumn('availability'), pack.codedColumn('currency')];
          expect(stock?.values[stock.codes[row]]).toBe(wanted.availability);
          expect(money?.values[money.codes[row]]).toBe(wanted.currency ?? '');
          expect(pack.categoryNames?.[pack.codedColumn('product_type')?.codes[row] ?? 0] ?? catalog[row].product_type).toBe(
            wanted.product_type,
          );
        }
        // The whole columns are what rules and words read.
        const titles = pack.textColumn('title');
        const all = new TextDecoder().decode(titles?.bytes.subarray(0, titles.offsets[catalog.length]));
        expect(all).toBe(catalog.map((_, row) => seen(locale, row).title).join(''));
      }),
      { numRuns: 25 },
    );
  });

  it('leaves out what the catalogue says as well', async () => {
    const same = {
      tag: 'de',
      items: catalog.map(({ title, link, availability }) => ({ title, link, availability })),
      currency: null,
      categories: new Map(),
    };
    expect(Object.keys(encodeLocale(same as LocaleContent, catalog, false).tensors)).toEqual([]);
    expect(Object.keys(encodeLocale(same as LocaleContent, catalog, true).tensors)).toContain('title.bytes');
  });

  it('that is damaged, or cannot be fetched, leaves the catalogue as it is, with a note', async () => {
    const locale = {
      tag: 'de',
      items: catalog.map(() => ({ price: 1 })),
      currency: 'EUR',
      categories: new Map([[categories[0], 'Zelte']]),
    };
    const { tensors, ...file } = encodeLocale(locale, catalog, false);
    const offline = openEncoded(await encodePack({ ...content, catalog, optional: [{ ...file, tensors }] }));
    const infinite = { ...tensors, price: { ...tensors.price, data: new Float64Array(catalog.length).fill(Number.POSITIVE_INFINITY) } };
    const { 'categories.lengths': lengths, 'categories.bytes': bytes, ...others } = tensors;
    const fewer = {
      ...others,
      'categories.bytes': bytes,
      'categories.lengths': { ...lengths, shape: [1], data: Uint8Array.of(bytes.data.length) },
    };
    const packs = await Promise.all(
      [infinite, fewer].map(async (damaged) =>
        openEncoded(await encodePack({ ...content, catalog, optional: [{ ...file, tensors: damaged }] })),
      ),
    );
    const failing = { ...offline, openFile: () => Promise.reject(new Error('offline')) };
    for (const [pack, why] of [
      [packs[0], 'not finite'],
      [packs[1], 'categories'],
      [failing, 'offline'],
    ] as const) {
      const { pack: left, notes } = await withLocale(pack, 'de');
      expect(left).toBe(pack);
      expect(notes).toMatchObject([{ code: 'locale-unread', message: expect.stringContaining(why) }]);
    }
  });
});
